import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';
import type { PipelinedAnswers } from './pipelined-answers.js';
import { PROBLEM_TYPE, problemOf } from '../answer/problem.js';
import { RefusedError } from '../answer/refused.js';
import type { BrowserHeaders } from '@misaq/platform/http/answer/browser-headers.js';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
};

/**
 * Answers what never became a request: bytes that are no HTTP, a head that is too large, a client that stalls. Requests
 * that came whole before it on the same connection are answered first, or this would be taken for their answer.
 */
export function answerNoRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  owed: PipelinedAnswers,
  log: Logger,
  headers: BrowserHeaders,
): void {
  const name = NAMES[error.code ?? ''] ?? 'invalid_request';
  const requestId = randomUUID();
  log.info({ request: requestId, code: error.code ?? null, refusal: name }, 'no request');
  if (error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const last = owed.on(socket).at(-1);
  if (last === undefined) endWith(socket, name, requestId, headers);
  else
    last.once('close', () => {
      endWith(socket, name, requestId, headers);
    });
}

/** How long a client may take to read why its connection ends. */
const LINGER_MS = 500;

function endWith(socket: Socket, name: EdgeRefusalName, requestId: string, headers: BrowserHeaders): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const { problem } = problemOf(new RefusedError(edgeRefusal(name)), {
    id: requestId,
    // The headers of the request are not read yet.
    language: 'en',
  });
  const body = JSON.stringify(problem);
  // Destroyed whatever the client does: one that never ends its side would keep the socket, and the file of an upload that
  // it has begun, until it is silent for long.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
  const fields = Object.entries({ ...headers, 'cache-control': 'no-store' });
  socket.end(
    `HTTP/1.1 ${String(problem.status)} ${REASONS[problem.status] ?? 'Bad Request'}\r\nconnection: close\r\n` +
      fields.map(([field, value]) => `${field}: ${value}\r\n`).join('') +
      `content-type: ${PROBLEM_TYPE}\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  );
}

const NAMES: Readonly<Record<string, EdgeRefusalName>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'body_too_large',
};
