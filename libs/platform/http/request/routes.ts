import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { refusalText } from '@misaq/platform/text/refusals.js';
import { ProblemDto, RecordedDto } from './routes.dto.js';
import { type Need, Needs } from '../access/needs.js';
import { POSITION } from './position-header.js';
import { SIGNED } from '../session/signing.js';
import { statusOf } from '../answer/status.js';

/** What the document says of a route beside its address and its fields. */
export interface Described {
  /** Made of the names of controller and method when it is left out. */
  readonly operationId?: string;
  readonly summary: string;
  readonly description?: string;
  /** Names of refusals it can answer with, beside those that every route has. */
  readonly refusals?: readonly string[] | Readonly<Record<string, string>>;
}

const OF_EVERY_ROUTE = [
  'invalid_request',
  'unauthenticated',
  'not_permitted',
  'not_own',
  'too_many_requests',
  'starting',
  'read_models_stopped',
  'shutting_down',
  'internal_error',
];
/** Of routes that a browser asks in a session. */
const OF_SESSIONS = [
  'session_ended',
  'sessions_unavailable',
  'csrf_refused',
  'foreign_origin',
  'office_needed',
  'office_not_held',
  'second_factor_required',
];
/** What the document calls the way in by a session. */
export const SESSION_SECURITY = 'session';
/** Of whatever is asked by POST: its body is read before anything else. */
export const OF_BODIES = ['invalid_body', 'body_too_large', 'unsupported_media_type', 'request_timeout'];
const OF_COMMANDS = ['command_id_reused', 'store_unavailable', ...OF_BODIES];

const IDEMPOTENCY_KEY =
  'A text of at most 200 characters that the client makes for one act and for no other. The same request again with ' +
  'the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are ' +
  'given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or ' +
  'webhook. A key belongs to its sender. Used again for another act on the same of these it is refused as ' +
  '`command_id_reused`; used at the address of another one it is not recognised, and is the key of another act.';

/** A command: POST, one effect for each `Idempotency-Key`. */
export function Act(path: string, needs: Need, described: Described): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Needs(needs),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: IDEMPOTENCY_KEY,
      schema: { type: 'string', maxLength: 200 },
    }),
    ApiResponse({
      status: 200,
      description: 'Recorded, or on record already.',
      type: RecordedDto,
      headers: POSITION,
    }),
    documented(needs, described, OF_COMMANDS),
  );
}

/** The common part of every route; for those that are neither a plain command nor a plain question. */
export function documented(
  needs: Need,
  described: Described,
  common: readonly string[] = [],
): MethodDecorator {
  const { operationId, summary, description, refusals = [] } = described;
  const own = Array.isArray(refusals) ? (refusals as readonly string[]) : Object.keys(refusals);
  const ofSessions =
    needs === 'nobody' ? [] : [...OF_SESSIONS, ...(needs === 'session' ? ['session_needed'] : [])];
  const ofSigning = SIGNED.has(needs) ? ['confirmation_required'] : [];
  const names = [...new Set([...OF_EVERY_ROUTE, ...ofSessions, ...ofSigning, ...common, ...own])];
  return applyDecorators(
    ...(needs === 'nobody' ? [] : [ApiCookieAuth(SESSION_SECURITY)]),
    ...(needs === 'nobody' || needs === 'session' ? [] : [ApiBearerAuth()]),
    ApiOperation({
      ...(operationId !== undefined && { operationId }),
      summary,
      ...(description !== undefined && { description }),
      ...(needs === 'nobody' && { security: [] }),
    }),
    ApiExtraModels(ProblemDto),
    ...refusalResponses(names),
  );
}

/** One response a status, naming the refusals that have it. */
function refusalResponses(names: readonly string[]): MethodDecorator[] {
  const byStatus = new Map<number, string[]>();
  for (const name of names) byStatus.set(statusOf(name), [...(byStatus.get(statusOf(name)) ?? []), name]);
  return [...byStatus].map(([status, refusals]) =>
    ApiResponse({
      status,
      description: refusals.map((name) => `\`${name}\`: ${refusalText(name)}`).join('\n\n'),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: getSchemaPath(ProblemDto) },
              { type: 'object', properties: { refusal: { type: 'string', enum: refusals } } },
            ],
          },
        },
      },
    }),
  );
}
