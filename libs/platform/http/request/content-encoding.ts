import type { FastifyInstance } from 'fastify';
import { refuse } from '../answer/refused.js';

/** The one coding of a body that is taken: none (RFC 9110, 8.4.1 and 12.5.3). */
const TAKEN = 'identity';

/** Methods whose requests have no body here; what is said of it is about nothing. */
const WITHOUT_BODY: readonly string[] = ['GET', 'HEAD'];

/**
 * Refuses a body that is compressed or coded otherwise, by the name of its coding. It would be read as if it were not,
 * and refused for what its bytes happen to look like.
 */
export function takeNoCodings(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const coding = WITHOUT_BODY.includes(request.method)
      ? undefined
      : codingsOf(request.headers['content-encoding']).find((each) => each.toLowerCase() !== TAKEN);
    if (coding === undefined) done();
    else {
      // Says what could be sent instead (RFC 9110, 15.5.16).
      void reply.header('accept-encoding', TAKEN);
      done(refuse('unsupported_media_type', { contentEncoding: coding.slice(0, 100), taken: TAKEN }));
    }
  });
}

function codingsOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
