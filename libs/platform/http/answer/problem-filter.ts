import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isLong, jsonStream } from './json-in-slices.js';
import { type Answered, PROBLEM_TYPE, problemOf } from './problem.js';

/** Answers every thrown error with problem details. An unexpected error is logged, and its text is not sent. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const answered = problemOf(error, request);
  logTrouble(error, answered, request, log);
  const { problem, long, retryAfterSeconds } = answered;
  request.refusal = problem.refusal;
  if (reply.sent) return;
  if (retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(Math.max(1, retryAfterSeconds)));
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  // Its figures are for this asker only, and the next refusal may differ.
  void reply.header('cache-control', 'no-store');
  const text = isLong(long) ? jsonStream(problem, long) : JSON.stringify(problem);
  void reply.status(problem.status).type(PROBLEM_TYPE).send(text);
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Logs what an operator should see of an error whose answer has begun, and gives what its client is told. */
    answerInTheMiddle(error: unknown, request: FastifyRequest): Answered;
  }
}

/** For answers that the filter does not see. `request.log` is no logger here: what is given to it is lost. */
export function logInTheMiddle(server: FastifyInstance, log: Logger): void {
  server.decorate('answerInTheMiddle', (error: unknown, request: FastifyRequest) => {
    const answered = problemOf(error, request);
    request.refusal = answered.problem.refusal;
    logTrouble(error, answered, request, log);
    return answered;
  });
}

function logTrouble(
  error: unknown,
  { problem, unexpected, trouble }: Answered,
  request: FastifyRequest,
  log: Logger,
): void {
  if (unexpected) log.error({ request: request.id, error: described(error) }, 'unexpected error');
  if (trouble !== undefined)
    log.error({ request: request.id, refusal: problem.refusal, trouble }, 'the event log is not available');
}

/** Where it was thrown; what it was about may hold data of the request. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { name: error.name, message: error.message, stack: frames.slice(0, 12) };
}
