/** What of a promise is shown, as it stands in an address. */
export const DIMENSIONS = ['agency', 'sector', 'county'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Place {
  readonly version: string | undefined;
  readonly by: Dimension;
  /** The part whose course is shown; everybody's without. */
  readonly part: string | undefined;
}

export function placeIn(search: URLSearchParams): Place {
  const given = (name: string): string | undefined => {
    const text = search.get(name)?.trim() ?? '';
    return text === '' ? undefined : text;
  };
  return {
    version: given('version'),
    by: DIMENSIONS.find((dimension) => dimension === given('by')) ?? 'agency',
    part: given('part'),
  };
}

/** The address with another part of the place. Another dimension shows everybody's course again. */
export function withPlace(
  search: URLSearchParams,
  name: 'version' | 'by' | 'part',
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (name === 'by') next.delete('part');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
