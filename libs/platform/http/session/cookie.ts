/** How the cookie of a session travels. */
export interface SessionCookie {
  /** `__Host-misaq` where TLS is ended in front; browsers take that name with `Secure` alone (RFC 6265bis, 4.1.3.2). */
  readonly name: string;
  readonly isSecure: boolean;
}

/** @param behindTls whether browsers reach this server by https only */
export function sessionCookie(behindTls: boolean): SessionCookie {
  return { name: behindTls ? '__Host-misaq' : 'misaq', isSecure: behindTls };
}

/** The cookie of a browser that is at the provider; it travels as the one of a session does. */
export function errandCookie({ name, isSecure }: SessionCookie): SessionCookie {
  return { name: `${name}-errand`, isSecure };
}

/**
 * The value of the cookie in a request; undefined when there is none. A request with several cookies of the name has
 * none: another page of the host may have added one, and the server cannot tell which one is its own.
 */
export function cookieIn(header: string | undefined, { name }: SessionCookie): string | undefined {
  if (header === undefined) return undefined;
  const values = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/** The header `Set-Cookie` that gives a browser its session, until the browser is closed. */
export function setCookie(cookie: SessionCookie, value: string): string {
  return `${cookie.name}=${value}; ${attributes(cookie)}`;
}

/** The header `Set-Cookie` that makes a browser forget its session. */
export function clearCookie(cookie: SessionCookie): string {
  return `${cookie.name}=; ${attributes(cookie)}; Max-Age=0`;
}

function attributes({ isSecure }: SessionCookie): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}
