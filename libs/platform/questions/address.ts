import { type AnyQuestion, parts } from './question.js';

/** Where a question is asked over HTTP. */
export interface Address {
  /** Below `/api/v1/`, encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
}

export function addressOf(question: Pick<AnyQuestion, 'path'>, params: object): Address {
  const { inPath, others } = parts(question, params);
  const path = question.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    // An identifier may hold a slash.
    encodeURIComponent(String(inPath[name])),
  );
  return { path, query: others };
}

/** The two sides of the first question mark; a value behind it may hold another one. */
export function sidesOf(address: string): { readonly path: string; readonly query: string } {
  const mark = address.indexOf('?');
  if (mark < 0) return { path: address, query: '' };
  return { path: address.slice(0, mark), query: address.slice(mark + 1) };
}

/** The parameters in the path of an address, decoded; undefined when it is the address of another question. */
export function paramsInPath(
  { path }: Pick<AnyQuestion, 'path'>,
  given: string,
): Readonly<Record<string, string>> | undefined {
  const words = path.split('/');
  const asked = given.split('/');
  if (words.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    // A client may encode any letter of an address.
    const part = decodeURIComponent(asked[index] ?? '');
    if (word.startsWith(':')) params[word.slice(1)] = part;
    else if (word !== part) return undefined;
  }
  return params;
}
