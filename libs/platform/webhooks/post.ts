import { Agent, request } from 'undici';
import type { Receiver } from './addresses.js';

/** The outcome of one message. */
export type PostOutcome =
  | { readonly kind: 'taken' }
  /** 410: the receiver wants no more messages. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'failed';
      /** For the operator of the receiver; contains nothing of its answer. */
      readonly problem: string;
      /** The pause that the receiver requested, in milliseconds, before any limit. */
      readonly retryAfterMs?: number;
    };

export interface PostLimits {
  readonly connectMs: number;
  /** Time limit from the first byte sent to the last one read. */
  readonly wholeMs: number;
}

export const POST_LIMITS: PostLimits = { connectMs: 5_000, wholeMs: 15_000 };

/** Node's error codes about certificates, in words for the operator of the receiver. */
const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it has been revoked',
  CERT_UNTRUSTED: 'nobody whom this server trusts vouches for it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody but itself vouches for it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another name',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody whom this server trusts vouches for it',
  UNABLE_TO_GET_ISSUER_CERT: 'nobody whom this server trusts vouches for it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody whom this server trusts vouches for it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody whom this server trusts vouches for it',
};

/** Only the status of an answer matters. Not more than this much of its body is read. */
const BODY_BYTES_MAX = 4_096;

export interface Connection {
  readonly post: (
    headers: Readonly<Record<string, string>>,
    body: string,
    nowMs: number,
    signal: AbortSignal,
  ) => Promise<PostOutcome>;
  readonly close: () => Promise<void>;
}

/**
 * A connection to the checked address, wherever the name leads by now. Redirects are not followed: an answer could send
 * the message anywhere.
 */
export function connectTo({ url, address, family }: Receiver, limits: PostLimits): Connection {
  const agent = new Agent({
    connections: 1,
    pipelining: 1,
    headersTimeout: limits.wholeMs,
    bodyTimeout: limits.wholeMs,
    maxHeaderSize: 16 * 1024,
    connect: {
      timeout: limits.connectMs,
      lookup: (_hostname, { all }, callback) => {
        if (all === true) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    },
  });
  return {
    async post(headers, body, nowMs, signal) {
      const whole = AbortSignal.any([signal, AbortSignal.timeout(limits.wholeMs)]);
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers,
          body,
          signal: whole,
        });
        const { statusCode, headers: answered } = answer;
        await readSome(answer.body);
        if (statusCode >= 200 && statusCode < 300) return { kind: 'taken' };
        if (statusCode === 410) return { kind: 'gone' };
        const retryAfterMs = retryAfter(answered['retry-after'], nowMs);
        return {
          kind: 'failed',
          problem: `answered ${String(statusCode)}`,
          ...(retryAfterMs !== undefined && { retryAfterMs }),
        };
      } catch (error) {
        return { kind: 'failed', problem: problemOf(error, limits) };
      }
    },
    // All pending requests have been given up.
    close: () => agent.destroy(),
  };
}

type AnswerBody = Awaited<ReturnType<typeof request>>['body'];

/** Reads a body to its end or limit. Throws when it breaks off before. */
async function readSome(body: AnswerBody): Promise<void> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    // Leaving the loop destroys the body and its connection.
    if (bytes > BODY_BYTES_MAX) break;
  }
}

/** A `retry-after` header, in seconds or as a date, as milliseconds from now. */
function retryAfter(value: string | string[] | undefined, nowMs: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function problemOf(error: unknown, { connectMs, wholeMs }: PostLimits): string {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  if (name === 'TimeoutError') return `no complete answer within ${String(wholeMs)} ms`;
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return `no connection within ${String(connectMs)} ms`;
  const fault = code === undefined ? undefined : CERTIFICATE_FAULTS[code];
  if (fault !== undefined) return `its certificate is not accepted: ${fault} (${String(code)})`;
  return `the connection failed (${code ?? name ?? 'unknown'})`;
}
