import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { presentable } from '@misaq/platform/text/presentable.js';
import { isKnown } from './etag.js';
import { shownPosition } from '../request/positions.js';
import { PREFERENCE_APPLIED, RESPOND_ASYNC } from '../request/prefer.js';

/** What a handler has to say, with how fresh it is. Everything that leaves as JSON is one of these. */
export class Answer {
  constructor(
    readonly body: object,
    /** Position of the log that the answer shows, or that the command reached. */
    readonly position: bigint,
  ) {}
}

/** An answer as the bytes that leave, which may have been made for an earlier asker. */
export class ReadyAnswer {
  constructor(
    readonly bytes: Buffer,
    /** Media type of the bytes. */
    readonly type: string,
    /** Names these bytes; see {@link etagOf}. */
    readonly etag: string,
    readonly position: bigint,
  ) {}
}

/** A file that is written while it is read. */
export class FileAnswer {
  constructor(
    readonly stream: Readable,
    /** Media type. */
    readonly type: string,
    /** Plain letters, digits, `.`, `_` and `-`. */
    readonly name: string,
    /** Position of the log that it shows; undefined when it shows none of it. */
    readonly position: bigint | undefined,
    /** How long it is; undefined while nobody knows. */
    readonly bytes?: number,
  ) {}
}

/** The answer to work that was accepted and is done in the background, as the client preferred (RFC 7240). */
export class LaterAnswer extends Answer {
  constructor(
    body: object,
    position: bigint,
    /** The address that tells its progress. */
    readonly location: string,
  ) {
    super(body, position);
  }
}

/** Position of the log that an answer shows (questions) or reached (commands). A question can ask for at least one. */
export const POSITION_HEADER = 'misaq-position';

/** Addresses of principals with their tokens, of the asker, and of persons with their jobs. */
const OF_PERSONS = /^\/api\/v1\/(?:principals|me|jobs)(?:[/?]|$)/;

function isOfPersons({ url }: FastifyRequest): boolean {
  return OF_PERSONS.test(url);
}

/** Brings answers into the form in which values leave the program: days in both calendars, rials as text. */
export function presentAnswers(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, reply, payload, done) => {
    if (payload instanceof ReadyAnswer) {
      void reply
        .header(POSITION_HEADER, shownPosition(request, payload.position).toString())
        .header('etag', payload.etag)
        // A cache must revalidate each time and serve only this asker. Answers about persons and tokens are not cached.
        .header('cache-control', isOfPersons(request) ? 'no-store' : 'private, no-cache')
        .header('vary', 'accept, accept-language, authorization, cookie')
        .type(payload.type);
      const known = isKnown(request.headers['if-none-match'], payload.etag);
      if (known) void reply.status(304);
      // Bytes leave as they are; the type knows of text only.
      void reply.serializer(() => (known ? '' : payload.bytes) as string);
      done(null, payload);
      return;
    }
    if (payload instanceof FileAnswer) {
      const { stream, type, name, position, bytes } = payload;
      if (bytes !== undefined) void reply.header('content-length', String(bytes));
      if (position !== undefined)
        void reply.header(POSITION_HEADER, shownPosition(request, position).toString());
      void reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .header('vary', 'accept, accept-language, authorization, cookie')
        .type(type)
        // A stream leaves as it is; the type knows of text only.
        .serializer(() => stream as unknown as string);
      done(null, payload);
      return;
    }
    if (!(payload instanceof Answer)) {
      done(null, payload);
      return;
    }
    if (payload instanceof LaterAnswer)
      void reply.status(202).header(PREFERENCE_APPLIED, RESPOND_ASYNC).header('location', payload.location);
    // Among them are new tokens, and reports on files of persons.
    void reply
      .header(POSITION_HEADER, shownPosition(request, payload.position).toString())
      .header('cache-control', 'no-store');
    done(null, presentable(payload.body));
  });
}
