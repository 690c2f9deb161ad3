import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Get,
  Req,
  SetMetadata,
} from '@nestjs/common';
import { ApiHeader, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Fresh } from '@misaq/platform/questions/common-fields.js';
import type { Field } from '@misaq/platform/questions/fields.js';
import type { AnyQuestion, Question } from '@misaq/platform/questions/question.js';
import { fieldsIn, readParams } from '@misaq/platform/questions/read-params.js';
import { Needs } from '../access/needs.js';
import type { AnswerName } from '../answer/answers.js';
import type { QuestionAnswer } from '../answer/questions.js';
import { POSITION } from './position-header.js';
import { type Form, MEDIA_TYPES, TABLE_FORMS } from './negotiation.js';
import { PREFERENCE_APPLIED, RESPOND_ASYNC } from './prefer.js';
import { type Described, documented } from './routes.js';

/** What the document says of a question, with the name of its answer in `openapi/schemas.json`. */
export interface DescribedQuestion extends Described {
  readonly answer: AnswerName;
}

/** What the method of a controller is given that answers a question. */
export type ParamsOf<Asked> =
  Asked extends Question<infer Params, infer _Item extends object> ? Params & Fresh : never;

type Handler<Params> = (request: FastifyRequest, params: Params & Fresh) => Promise<QuestionAnswer>;

type HandlerDecorator<Params> = (
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler<Params>>,
) => void;

const OF_EXPORTS = ['too_many_exports', 'exports_full', 'exports_unavailable'];
const OF_QUESTIONS = ['not_acceptable', 'position_not_reached', 'read_models_damaged'];

/**
 * The route of a question: GET at its address, for the askers it admits, with its parameters read by its own fields. The
 * method is given the request and the parameters.
 */
export function Asks<Params extends object, Item extends object>(
  question: Question<Params, Item>,
  described: DescribedQuestion,
): HandlerDecorator<Params> {
  const { path, needs, table } = question;
  const forms: readonly Form[] = table === undefined ? ['json'] : TABLE_FORMS;
  const refusals = [...OF_QUESTIONS, ...(table === undefined ? [] : OF_EXPORTS)];
  const route = applyDecorators(
    Get(path),
    Needs(needs, forms),
    SetMetadata(ASKED, question),
    ...documentedFields(question),
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
        forms.map((form) => [mediaTypeOf(form), { schema: schemaOf(form, described.answer) }]),
      ),
      headers: { ...POSITION, ...ETAG },
    }),
    ApiResponse({ status: 304, description: 'The answer is the one that is named in `If-None-Match`.' }),
    ...(table === undefined ? [] : [MadeLater()]),
    documented(needs, table === undefined ? described : withFiles(described), refusals),
  );
  return (target, name, descriptor) => {
    Req()(target, name, 0);
    Params(question)(target, name, 1);
    route(target, name, descriptor);
  };
}

const Params = createParamDecorator((question: AnyQuestion, context: ExecutionContext) => {
  const { params, query } = context.switchToHttp().getRequest<FastifyRequest>();
  return readParams(question, { path: params ?? {}, query: query ?? {} });
});

const ASKED = 'misaq:asked';

/** The question that a handler answers; undefined for what is no question. */
export function questionOf(handler: object): AnyQuestion | undefined {
  return Reflect.getMetadata(ASKED, handler) as AnyQuestion | undefined;
}

function documentedFields(question: AnyQuestion): readonly MethodDecorator[] {
  const { path, query } = fieldsIn(question);
  return [
    ...path.map(([name, field]) => ApiParam({ name, ...documentedField(field) })),
    ...query.map(([name, field]) => ApiQuery({ name, ...documentedField(field) })),
  ];
}

function documentedField({ optional, description, schema }: Field) {
  return { required: !optional, ...(description !== undefined && { description }), schema };
}

/** Documents the answer when a file is made in the background. */
function MadeLater(): MethodDecorator {
  const text = { type: 'string' } as const;
  return applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        `\`${RESPOND_ASYNC}\` (RFC 7240): the file is made in the background, and the request is answered with 202 at once. ` +
        'The address in `Location` tells the progress and the address of the file. JSON is answered as without it.',
      schema: text,
    }),
    ApiResponse({
      status: 202,
      description: 'Accepted; nothing is written yet.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Export' } } },
      headers: {
        [PREFERENCE_APPLIED]: { schema: text },
        location: { description: 'The address of the export and its progress.', schema: text },
      },
    }),
  );
}

const AS_FILE =
  'With `Accept: text/csv`, or the type of XLSX, the answer is a file with Persian headers; a list is then whole, ' +
  'whatever `limit` and `cursor` say.';

function withFiles(described: Described): Described {
  const { description } = described;
  return { ...described, description: description === undefined ? AS_FILE : `${description} ${AS_FILE}` };
}

function schemaOf(form: Form, answer: AnswerName) {
  if (form === 'json') return { $ref: `#/components/schemas/${answer}` };
  return form === 'csv' ? { type: 'string' as const } : { type: 'string' as const, format: 'binary' };
}

function mediaTypeOf(form: Form): string {
  return MEDIA_TYPES[form].replace(/;.*$/, '');
}

const ETAG = {
  etag: { description: 'Names this answer.', schema: { type: 'string' as const } },
};
