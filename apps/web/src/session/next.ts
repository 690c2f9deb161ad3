/** Where a person goes after signing in: the page that they came from. */
export const NEXT = 'next';
export const SIGN_IN = '/sign-in';
const HOME = '/';

/** The address of the sign-in page that leads back to an address. */
export function signInFrom(address: string): string {
  return address === HOME ? SIGN_IN : `${SIGN_IN}?${new URLSearchParams({ [NEXT]: address }).toString()}`;
}

/** The address asked for, when it is one of this server's pages; the first page for every other one. */
export function nextIn(search: URLSearchParams, origin: string): string {
  const asked = search.get(NEXT);
  // Browsers read a backslash as a slash: `/\host` is another host.
  if (asked === null || !/^\/(?![/\\])/.test(asked) || !URL.canParse(asked, origin)) return HOME;
  const url = new URL(asked, origin);
  if (url.origin !== origin || url.pathname === SIGN_IN) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}
