/** Why an address cannot be listened on, and by which setting another one is chosen. */
export function addressError(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is taken by another program; choose another port with MISAQ_PORT',
    EACCES: 'may not be taken by this user; choose another port with MISAQ_PORT',
    EADDRNOTAVAIL: 'is no address of this machine; choose another with MISAQ_HOST',
    ENOTFOUND: 'is no address; choose another with MISAQ_HOST',
  };
  const problem = words[code ?? ''];
  if (problem === undefined) return error;
  return new Error(`${host}:${String(port)} ${problem}`, { cause: error });
}
