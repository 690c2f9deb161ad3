import type { FastifyInstance } from 'fastify';
import { presentable } from '@misaq/wire/presentable.js';

/** What a handler has to say, with how fresh it is. Everything that leaves as JSON is one of these. */
export class Answer {
  constructor(
    readonly body: object,
    /** Position of the log that the answer shows, or that the command reached. */
    readonly position: bigint,
  ) {}
}

/** Position of the log that an answer shows (questions) or reached (commands). A question can ask for at least one. */
export const POSITION_HEADER = 'misaq-position';

/** Brings answers into the form in which values leave the program: days in both calendars, rials as text. */
export function presentAnswers(server: FastifyInstance): void {
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    if (!(payload instanceof Answer)) {
      done(null, payload);
      return;
    }
    void reply.header(POSITION_HEADER, payload.position.toString());
    done(null, presentable(payload.body));
  });
}
