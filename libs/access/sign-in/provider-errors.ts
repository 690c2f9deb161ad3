import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** The provider does not answer; nobody knows who came. */
export class ProviderAwayError extends Error {
  override readonly name = 'ProviderAwayError';
}

/** What came back from the provider lets nobody in. */
export class ProviderAnswerError extends Error {
  override readonly name = 'ProviderAnswerError';
  /** The provider did not ask the person again. */
  readonly isStale: boolean;
  /** The person, or the provider, said no. */
  readonly isDenied: boolean;

  constructor(message: string, { cause, isStale = false }: { cause?: unknown; isStale?: boolean } = {}) {
    super(message, { cause });
    this.isStale = isStale;
    this.isDenied = cause instanceof AuthorizationResponseError;
  }
}

const OF_TIME: readonly string[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];
const SERVER_ERRORS = 500;

/** Whether the provider could not be reached, or is in trouble itself. */
export function isAway(error: unknown): boolean {
  const { status, code = '', cause } = error as Failure;
  return [
    OF_TIME.includes(code),
    error instanceof ResponseBodyError && status !== undefined && status >= SERVER_ERRORS,
    error instanceof ClientError && cause instanceof Response && cause.status >= SERVER_ERRORS,
    // What `fetch` throws when there is no connection. The library hands it on, or hides it behind an error of its own.
    [error, cause].some((each) => messageOf(each) === 'fetch failed'),
  ].includes(true);
}

interface Failure {
  readonly status?: number;
  readonly code?: string;
  readonly cause?: unknown;
}

/** For the log of the server. It names no person, and holds nothing that lets anybody in. */
export function reasonOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return [error.error, error.error_description].filter((each) => each !== undefined).join(': ');
  const [own, below] = [messageOf(error), messageOf((error as Failure).cause)];
  return below === '' || below === own ? own : `${own} (${below})`;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}
