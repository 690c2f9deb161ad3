/** Where text is shown. Colours only on a terminal, and not when NO_COLOR says so (no-color.org). */
export interface Screen {
  /** Infinity for a file or a pipe, which have no edge. */
  readonly columns: number;
  readonly colours: boolean;
}

export function screenOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: NodeJS.ProcessEnv,
): Screen {
  const forbidden = environment.NO_COLOR !== undefined && environment.NO_COLOR !== '';
  return {
    columns: stream.columns ?? Number.POSITIVE_INFINITY,
    colours: stream.isTTY === true && !forbidden && environment.TERM !== 'dumb',
  };
}

const CODES = { bold: 1, red: 31, green: 32, yellow: 33, dim: 2 } as const;
export type Colour = keyof typeof CODES;

export function coloured(screen: Screen, colour: Colour, text: string): string {
  return screen.colours ? `\u001b[${String(CODES[colour])}m${text}\u001b[0m` : text;
}

export function heading(screen: Screen, text: string): string {
  return coloured(screen, 'bold', text);
}
