import type { FastifyInstance } from 'fastify';
import { refuse } from '../answer/refused.js';

/** The forms that an answer can have, and what they are called on the wire. */
export const MEDIA_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type Form = keyof typeof MEDIA_TYPES;

/** Of a table that can be downloaded as a file. */
export const TABLE_FORMS: readonly Form[] = ['json', 'csv', 'xlsx'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The forms that the answer of a question exists in; the first when none is asked for. */
    forms?: readonly Form[];
  }
  interface FastifyRequest {
    /** The form that was asked for. */
    form: Form;
  }
}

/** Finds the form of each answer before anything is looked up for it. */
export function negotiate(server: FastifyInstance): void {
  server.decorateRequest('form', 'json');
  server.addHook('onRequest', (request, _reply, done) => {
    const { forms } = request.routeOptions.config;
    if (forms !== undefined) request.form = formOf(request.headers.accept, forms);
    done();
  });
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * What of the offered forms is liked best (RFC 9110, 12.5.1); of those liked alike the one offered first.
 * @throws RefusedError `not_acceptable`
 */
export function formOf(accept: string | undefined, offered: readonly Form[]): Form {
  const [first = 'json'] = offered;
  if (accept === undefined || accept.trim() === '') return first;
  const ranges = accept.split(',').map(rangeOf);
  let best: Form | undefined;
  let most = 0;
  for (const form of offered) {
    const quality = qualityOf(form, ranges);
    if (quality > most) [best, most] = [form, quality];
  }
  if (best === undefined) throw refuse('not_acceptable', { offered: offered.map(typeOf) });
  return best;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most specific range that fits decides. */
function qualityOf(form: Form, ranges: readonly Range[]): number {
  const type = typeOf(form);
  for (const fitting of [type, type.replace(/\/.*$/, '/*'), '*/*']) {
    const range = ranges.find((each) => each.type === fitting);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

function typeOf(form: Form): string {
  return MEDIA_TYPES[form].replace(/;.*$/, '');
}
