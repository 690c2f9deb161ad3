import { ImportInterruptedError } from '@misaq/platform/imports/import-interrupted.js';
import { SpoolDamagedError, SpoolUnavailableError } from '@misaq/platform/imports/spool.js';
import { DISK_FULL, isDiskFull } from '@misaq/platform/sqlite/disk-full.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { LogDamagedError } from '@misaq/platform/event-store/log-damaged.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { presentable } from '@misaq/platform/text/presentable.js';
import {
  edgeRefusal,
  type EdgeRefusalName,
  refusalMessage,
  refusalText,
} from '@misaq/platform/text/refusals.js';
import { isLong } from './json-in-slices.js';
import { type FieldError, RefusedError } from './refused.js';
import { statusOf } from './status.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Problem details (RFC 9457), with the refusal's own name and the figures that caused it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Names this one request, here and in the server's own records. */
  readonly instance: string;
  /** The same name as on the command line and on the screens. */
  readonly refusal: string;
  readonly figures: unknown;
  /** What is wrong with which part of the request; only for `invalid_request`. */
  readonly errors?: readonly FieldError[];
}

/** What a client gets for something that was thrown, and whether an operator should see what it was. */
export interface Answered {
  readonly problem: Problem;
  /** What else is told and is too long to be written at once; not presented yet. */
  readonly long: object;
  readonly retryAfterSeconds: number | undefined;
  /** A mistake of this program or trouble of the machine. */
  readonly unexpected: boolean;
  /** What is wrong with the log, for an operator; it may name files and machines, which the problem does not. */
  readonly trouble: string | undefined;
}

const TRY_AGAIN_SECONDS = 5;

export function problemOf(
  error: unknown,
  { id, language }: { readonly id: string; readonly language: Language },
): Answered {
  const refused = refusedError(error);
  const { refusal, fields, retryAfterSeconds, more } =
    refused ?? new RefusedError(edgeRefusal('internal_error'));
  const status = statusOf(refusal.name);
  const long = isLong(more) ? more : {};
  return {
    problem: {
      type: `urn:misaq:refusal:${refusal.name}`,
      title: refusalText(refusal.name, language),
      status,
      detail:
        fields.length > 0
          ? fields.map(({ message }) => message).join(' ')
          : refusalMessage(refusal, language),
      instance: `urn:misaq:request:${id}`,
      refusal: refusal.name,
      figures: presentable(refusal.figures),
      ...(fields.length > 0 && { errors: fields }),
      ...(long === more ? {} : (presentable(more) as object)),
    },
    long,
    retryAfterSeconds: retryAfterSeconds ?? (status === 503 ? TRY_AGAIN_SECONDS : undefined),
    unexpected: refused === undefined,
    trouble: refused !== undefined && refused !== error ? troubleIn(error) : undefined,
  };
}

function refusedError(error: unknown): RefusedError | undefined {
  if (error instanceof RefusedError) return error;
  if (error instanceof QuestionRefusedError) return new RefusedError(error.refusal, error.fields);
  const trouble = troubleOfTheLog(error);
  if (trouble !== undefined) return new RefusedError(trouble);
  const { statusCode, code } = codesOf(error);
  if (statusCode === undefined || statusCode >= 500) return undefined;
  const name = BY_CODE[code] ?? BY_STATUS[statusCode] ?? 'invalid_request';
  return new RefusedError(edgeRefusal(name));
}

/** Reading goes on while the log cannot be written; what could not be recorded is said so. */
function troubleOfTheLog(error: unknown): Refusal | undefined {
  if (error instanceof StoreUnavailableError) return unavailable(error.brief);
  if (error instanceof SpoolUnavailableError) return unavailable(isDiskFull(error) ? DISK_FULL : undefined);
  // Its message names the file, which is for an operator.
  if (error instanceof SpoolDamagedError) return edgeRefusal('spool_damaged');
  if (error instanceof ImportInterruptedError)
    return edgeRefusal('import_interrupted', { importId: error.importId, file: error.file });
  if (error instanceof LogDamagedError) return edgeRefusal('log_damaged');
  const { code } = codesOf(error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return edgeRefusal('read_models_damaged');
  return isDiskFull(error) ? unavailable(DISK_FULL) : undefined;
}

function unavailable(reason: string | undefined): Refusal {
  return edgeRefusal('store_unavailable', reason === undefined ? {} : { reason });
}

function troubleIn(error: unknown): string | undefined {
  return troubleOfTheLog(error) !== undefined && error instanceof Error ? error.message : undefined;
}

/** What the web framework says of a request that it could not take. */
const BY_CODE: Readonly<Record<string, EdgeRefusalName>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_body',
};

const BY_STATUS: Readonly<Record<number, EdgeRefusalName>> = {
  404: 'unknown_route',
  406: 'not_acceptable',
  408: 'request_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

function codesOf(error: unknown): { readonly statusCode: number | undefined; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { statusCode: undefined, code: '' };
  const { statusCode, status, code } = error as Readonly<Record<string, unknown>>;
  const number =
    typeof statusCode === 'number' ? statusCode : typeof status === 'number' ? status : undefined;
  return { statusCode: number, code: typeof code === 'string' ? code : '' };
}
