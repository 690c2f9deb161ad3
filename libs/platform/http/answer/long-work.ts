import { PassThrough } from 'node:stream';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.js';
import { POSITION_HEADER } from './answer.js';
import { shownPosition } from '../request/positions.js';
import { isLong, jsonInSlices, jsonStream } from './json-in-slices.js';
import type { AnswerName } from './answers.js';

/** The progress of long work; one line of the stream. */
export interface WorkProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export const PROGRESS_TYPE = 'application/x-ndjson';

/** Says in the document what work answers with. */
export function Works(answer: AnswerName): MethodDecorator {
  return ApiResponse({
    status: 200,
    description: `The result; with \`Accept: ${PROGRESS_TYPE}\` lines of progress before it.`,
    content: {
      'application/json': { schema: { $ref: `#/components/schemas/${answer}` } },
      [PROGRESS_TYPE]: { schema: { type: 'string' } },
    },
  });
}

/** Lines of progress are written no more often than this. */
const PROGRESS_EVERY_MS = 250;

/**
 * Runs long work. A client that accepts `application/x-ndjson` receives progress, one JSON object a line: any number of
 * `{"progress": …}`, then one `{"status": …, "body": …}`. Other clients receive only that body.
 * The work goes on after the client disconnects.
 */
export async function work(
  request: FastifyRequest,
  reply: FastifyReply,
  run: (onProgress: (progress: WorkProgress) => void) => Promise<Answer>,
): Promise<void> {
  if (!(request.headers.accept ?? '').includes(PROGRESS_TYPE)) {
    await sendAnswer(reply, await run(() => undefined));
    return;
  }
  const lines = new PassThrough();
  lines.on('error', () => undefined);
  void reply.type(PROGRESS_TYPE).header('cache-control', 'no-store').send(lines);
  const writeText = (text: string): void => {
    if (!lines.destroyed && !lines.writableEnded) lines.write(text);
  };
  const write = (line: object): void => {
    writeText(`${JSON.stringify(line)}\n`);
  };
  /** The last line, whose body may be long. */
  const writeEnd = async (line: object, head: object, rest: object): Promise<void> => {
    writeText(`${JSON.stringify(line).slice(0, -1)},"body":`);
    for await (const piece of jsonInSlices(head, rest)) writeText(piece);
    writeText('}\n');
  };
  let lastMs = -Infinity;
  let latest: WorkProgress | undefined;
  const onProgress = (progress: WorkProgress): void => {
    const changedPhase = latest?.phase !== progress.phase;
    latest = progress;
    const now = performance.now();
    if (!changedPhase && progress.done < progress.total && now - lastMs < PROGRESS_EVERY_MS) return;
    lastMs = now;
    write({ progress });
  };
  try {
    const { body, position } = await run(onProgress);
    await writeEnd({ status: 200, [POSITION_HEADER]: shownPosition(request, position).toString() }, {}, body);
  } catch (error) {
    const { problem, long } = request.server.answerInTheMiddle(error, request);
    await writeEnd({ status: problem.status }, problem, long);
  }
  lines.end();
}

/** An answer that is long is written piece by piece, so that others have their turn meanwhile. */
export async function sendAnswer(reply: FastifyReply, answer: Answer): Promise<void> {
  if (!isLong(answer.body)) {
    await reply.send(answer);
    return;
  }
  await reply
    .header(POSITION_HEADER, shownPosition(reply.request, answer.position).toString())
    .type('application/json; charset=utf-8')
    .send(jsonStream({}, answer.body));
}
