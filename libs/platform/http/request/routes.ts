import { applyDecorators, Get, HttpCode, Post, SetMetadata } from '@nestjs/common';
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
import { POSITION_HEADER } from '../answer/answer.js';
import { type Need, Needs } from '../access/needs.js';
import { type Form, MEDIA_TYPES } from './negotiation.js';
import { PREFERENCE_APPLIED, RESPOND_ASYNC } from './prefer.js';
import type { AnswerName } from '../answer/answers.js';
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

/** The same of a question, with the name of its answer in `openapi/schemas.json`. */
export interface DescribedQuestion extends Described {
  readonly answer: AnswerName;
  /** JSON alone when left out. */
  readonly forms?: readonly Form[];
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
const OF_EXPORTS = ['too_many_exports', 'exports_full', 'exports_unavailable'];
const OF_QUESTIONS = ['not_acceptable', 'position_not_reached', 'read_models_damaged'];

const IDEMPOTENCY_KEY =
  'A text of at most 200 characters that the client makes for one act and for no other. The same request again with ' +
  'the same key has one effect and is answered as the first time, with `repeated`. `events` may then be empty: they are ' +
  'given again for the newest 500 commands, at least, to the same pool, plan, register, calendar, job, principal or ' +
  'webhook. A key belongs to whoever sends it. Used again for another act on the same of these it is refused as ' +
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

/** A question: GET, changes nothing, says how fresh it is. */
export function Question(path: string, needs: Need, described: DescribedQuestion): MethodDecorator {
  const { answer, forms = ['json'] } = described;
  return applyDecorators(
    Get(path),
    Needs(needs, forms),
    AnsweredWith(answer),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'The `ETag` of an earlier answer: 304 without a body when it would be the same again.',
      schema: { type: 'string' },
    }),
    ApiResponse({
      status: 200,
      description: 'The answer, and up to where it shows the log.',
      content: Object.fromEntries(
        forms.map((form) => [mediaTypeOf(form), { schema: schemaOf(form, answer) }]),
      ),
      headers: { ...POSITION, ...ETAG },
    }),
    ApiResponse({ status: 304, description: 'The answer is the one that is named in `If-None-Match`.' }),
    ...(forms.includes('xlsx') ? [MadeLater()] : []),
    documented(needs, withFiles(described), [...OF_QUESTIONS, ...(forms.includes('xlsx') ? OF_EXPORTS : [])]),
  );
}

/** What is answered when a file is made behind the request. */
function MadeLater(): MethodDecorator {
  const text = { type: 'string' } as const;
  return applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        `\`${RESPOND_ASYNC}\` (RFC 7240): a file is made behind the request, which is answered with 202 at once; how far ` +
        'it is, and where it is taken away, stands at the address in `Location`. JSON is answered as ever.',
      schema: text,
    }),
    ApiResponse({
      status: 202,
      description: 'Taken on; nothing is written yet.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Export' } } },
      headers: {
        [PREFERENCE_APPLIED]: { schema: text },
        location: { description: 'Where the export says how far it is.', schema: text },
      },
    }),
  );
}

const AS_FILE =
  'With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, ' +
  'whatever `limit` and `cursor` say.';

function withFiles(described: DescribedQuestion): Described {
  const { description, forms = [] } = described;
  if (!forms.includes('xlsx')) return described;
  return { ...described, description: description === undefined ? AS_FILE : `${description} ${AS_FILE}` };
}

function schemaOf(form: Form, answer: AnswerName) {
  if (form === 'json') return { $ref: `#/components/schemas/${answer}` };
  return form === 'csv' ? { type: 'string' as const } : { type: 'string' as const, format: 'binary' };
}

function mediaTypeOf(form: Form): string {
  return MEDIA_TYPES[form].replace(/;.*$/, '');
}

const ANSWER = 'misaq:answer';

/** Says which schema an answer has; read by whoever checks that it has it. */
function AnsweredWith(answer: AnswerName): MethodDecorator {
  return SetMetadata(ANSWER, answer);
}

/** The name of the schema of a handler's answer; undefined for what is no question. */
export function answerNameOf(handler: object): AnswerName | undefined {
  return Reflect.getMetadata(ANSWER, handler) as AnswerName | undefined;
}

const ETAG = {
  etag: { description: 'Names this answer.', schema: { type: 'string' as const } },
};

const POSITION = {
  [POSITION_HEADER]: {
    description:
      'Position of the log that the answer shows, or that the command reached; to officers of organisations a token ' +
      'that stands for it, another one in each answer.',
    schema: { type: 'string' as const, pattern: '^(-?\\d+|[\\w-]{22})$' },
  },
};

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
