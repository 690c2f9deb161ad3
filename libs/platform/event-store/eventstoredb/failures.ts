import { StoreUnavailableError } from '../port.js';

/**
 * What a failed call means for its caller.
 * - `passing`: the server cannot be reached, or the outcome is unknown. The caller may retry.
 * - the others are final.
 */
export type Failure = 'passing' | 'denied' | 'deleted' | 'too-large' | 'not-understood';

const BY_EXCEPTION: Readonly<Record<string, Failure>> = {
  'access-denied': 'denied',
  'stream-deleted': 'deleted',
  'maximum-append-size-exceeded': 'too-large',
};

/** By gRPC status: invalid argument, permission denied, unimplemented, unauthenticated. */
const BY_CODE: Readonly<Record<number, Failure>> = {
  3: 'not-understood',
  7: 'denied',
  12: 'not-understood',
  16: 'denied',
};

/** By the type of the error detail, when the server refuses one append of a call. */
const BY_DETAIL: Readonly<Record<string, Failure>> = {
  'event_store.client.AccessDenied': 'denied',
  'event_store.client.StreamDeleted': 'deleted',
  'event_store.client.MaximumAppendSizeExceeded': 'too-large',
  'event_store.client.BadRequest': 'not-understood',
};

/** The server refused one append; the other appends on the same call continue. */
export class AppendRefusedError extends Error {
  readonly failure: Failure;
  constructor(detail: string, message: string) {
    super(message);
    this.failure = BY_DETAIL[detail] ?? 'passing';
  }
}

/**
 * Looks at the `exception` trailer first, as the client does, then at the status. A failure that is not known as final
 * counts as passing: retries are limited in time, and a repeated append has one effect.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppendRefusedError) return error.failure;
  return BY_EXCEPTION[exceptionOf(error) ?? ''] ?? BY_CODE[codeOf(error) ?? 0] ?? 'passing';
}

/**
 * Whether a failed read or subscription may mean that no record begins at its start position. Version 23.10 answers
 * UNKNOWN with these words (measured). It uses the same answer when it cannot read its files. Other versions answer
 * invalid argument.
 */
export function maySayNoPosition(error: unknown): boolean {
  const code = codeOf(error);
  if (code === INVALID_ARGUMENT) return exceptionOf(error) === undefined;
  return code === UNKNOWN && NO_POSITION_WORDS.test(wordsOf(error));
}

const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const NO_POSITION_WORDS = /Unexpected (Filtered)?ReadAllResult: Error|Exception was thrown by handler\./;

const BRIEF: Readonly<Record<Failure, string>> = {
  passing: 'the event store does not answer',
  denied: 'the event store denies access',
  deleted: 'a stream was deleted in the event store',
  'too-large': 'the event store finds an append too large',
  'not-understood': 'the event store refuses the call',
};

/**
 * An append was acknowledged, but the store was lost before it gave the position. The append is durable: repeating it
 * finds it. `cause` is the error that lost the store.
 */
export class AppendedSomewhereError extends StoreUnavailableError {
  constructor(
    stream: string,
    override readonly cause: StoreUnavailableError,
  ) {
    super(`what was appended to ${stream} is recorded, but not read back: ${cause.reason}`, {
      cause,
      brief: 'the act is recorded, but the event store does not say where; the same again will be answered',
    });
  }
}

/** A final failure, described for an operator. */
export function unavailable(failure: Failure, error: unknown, where: string): StoreUnavailableError {
  const reasons: Record<Failure, string> = {
    passing: `EventStoreDB at ${where} does not answer: ${wordsOf(error)}`,
    denied: `EventStoreDB at ${where} denies access: ${wordsOf(error)}`,
    deleted: `a stream was deleted in EventStoreDB at ${where}: ${wordsOf(error)}`,
    'too-large': `EventStoreDB at ${where} finds an append too large: ${wordsOf(error)}`,
    'not-understood': `EventStoreDB at ${where} refuses the call: ${wordsOf(error)}`,
  };
  return new StoreUnavailableError(reasons[failure], { cause: error, brief: BRIEF[failure] });
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

function exceptionOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('metadata' in error)) return undefined;
  const { metadata } = error as { metadata?: { get?(key: string): unknown[] } };
  const [exception] = metadata?.get?.('exception') ?? [];
  return typeof exception === 'string' ? exception : undefined;
}
