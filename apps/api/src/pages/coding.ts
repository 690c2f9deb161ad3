/** How the bytes of a file can be coded on the wire, the best first. */
export const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

/** What stands behind the name of a file that was compressed when it was built. */
export const EXTENSION_OF_CODING: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz', identity: '' };

/** The best coding of those there are that a client takes (RFC 9110, 12.5.3); `identity` when it says nothing of any. */
export function codingOf(accepted: string | undefined, offered: readonly Coding[]): Coding {
  const qualities = new Map((accepted ?? '').split(',').map(qualityOf));
  const taken = CODINGS.find((coding) => offered.includes(coding) && (qualities.get(coding) ?? 0) > 0);
  return taken ?? 'identity';
}

function qualityOf(text: string): readonly [string, number] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
}
