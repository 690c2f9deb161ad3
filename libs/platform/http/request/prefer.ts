/* What a client would rather have (RFC 7240). */

export const RESPOND_ASYNC = 'respond-async';
/** Says which preference was followed. */
export const PREFERENCE_APPLIED = 'preference-applied';

const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** Whether somebody would rather be answered before the work is done. @param prefer the header, with all its lines */
export function prefersAsync(prefer: string | string[] | undefined): boolean {
  return [prefer ?? []]
    .flat()
    .join(',')
    .replaceAll(QUOTED, '')
    .split(',')
    .some((each) => each.split(';')[0]?.trim().toLowerCase() === RESPOND_ASYNC);
}
