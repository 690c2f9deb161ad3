import type { FastifyInstance } from 'fastify';
import { type Language, LANGUAGES } from '@misaq/platform/kernel/facts.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of sentences in the answer: of histories, reviews, notifications and refusals. */
    language: Language;
  }
}

/** Finds the language of each answer from `Accept-Language`. Programs that ask for none are answered in English. */
export function chooseLanguage(server: FastifyInstance): void {
  server.decorateRequest('language', 'en');
  server.addHook('onRequest', (request, _reply, done) => {
    request.language = languageOf(request.headers['accept-language']);
    done();
  });
}

/** The language that a client likes best (RFC 9110, 12.5.4); `fa-IR` is Persian. */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'en';
  let most = 0;
  for (const range of (header ?? '').slice(0, HEADER_LENGTH_MAX).split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = LANGUAGES.find((each) => each === tag.split('-')[0]);
    const quality = qualityIn(parameters);
    if (language !== undefined && quality > most) [best, most] = [language, quality];
  }
  return best;
}

/** Longer headers come from no browser; the rest of them is not read. */
const HEADER_LENGTH_MAX = 1_000;

function qualityIn(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice('q='.length));
  return quality >= 0 && quality <= 1 ? quality : 0;
}
