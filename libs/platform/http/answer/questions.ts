import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { today } from '@misaq/platform/kernel/clock.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { withoutPosition } from '@misaq/platform/questions/answer.js';
import { parts, type Question } from '@misaq/platform/questions/question.js';
import type { Slice } from '@misaq/platform/scheduling/slices.js';
import { presentable } from '@misaq/platform/text/presentable.js';
import { CLOCK, READ_MODELS } from '../service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { ReadyAnswer } from './answer.js';
import { AnswerCache } from './answer-cache.js';
import { etagOf } from './etag.js';
import { FILE_LANGUAGE, Files, type TableAnswer } from './files.js';
import { type Fresh, Freshness } from '../request/freshness.js';
import { isLong, jsonInSlices } from './json-in-slices.js';
import { MEDIA_TYPES } from '../request/negotiation.js';
import { positionsOf } from '../request/positions.js';
import { bearerOf } from '../access/principal.js';
import { type Make, WORK_BUDGET, type WorkBudget } from '../access/work-budget.js';
import type { Asked } from './asked.js';

/** An answer as JSON, or as the file of a table. */
export type QuestionAnswer = ReadyAnswer | TableAnswer;

/** Bytes of ready answers that are kept. */
const KEPT_BYTES_MAX = 32 * 1024 * 1024;

/** Answers questions as JSON: waits until the tables show what was asked for, and makes no answer twice. */
@Injectable()
export class Questions {
  readonly #answers = new AnswerCache<Pick<ReadyAnswer, 'bytes' | 'etag'>>(KEPT_BYTES_MAX);

  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly freshness: Freshness,
    private readonly files: Files,
    @Inject(WORK_BUDGET) private readonly budget: WorkBudget,
  ) {}

  /** In Tehran. */
  today(): PlainDate {
    return today(this.clock);
  }

  /**
   * Answers a question as JSON or, where another form was asked for, as the file of its table.
   * @throws RefusedError, QuestionRefusedError
   */
  ask<Params extends object, Item extends object>(
    request: FastifyRequest,
    question: Question<Params, Item>,
    params: Params & Fresh,
  ): Promise<QuestionAnswer> {
    const { atLeast, ...asked } = params;
    const scope = question.scope(bearerOf(request), asked as Params);
    const asking = (slice?: Slice) => ({
      models: this.models,
      today: this.today(),
      params: asked as Params,
      scope,
      positions: positionsOf(request),
      language: request.language,
      ...(slice !== undefined && { slice }),
    });
    const { from, table, dear = false } = question;
    const query = { ...parts(question, asked).others, ...(atLeast !== undefined && { atLeast }) };
    if (request.form !== 'json' && table !== undefined)
      return this.files.table(
        request,
        { query, from: [...from, ...(table.from ?? [])] },
        table.file(asking().params),
        (slice) => table.of({ ...asking(slice), language: FILE_LANGUAGE }),
      );
    return this.answer(request, { query, scope, from, dear }, (slice) => question.find(asking(slice)));
  }

  /**
   * @param make the body; a `position` in it is left out, because the header says it
   * @throws RefusedError what `make` and {@link Freshness.reach} throw, and `too_many_requests`
   */
  async answer(
    request: FastifyRequest,
    { query, scope, from, beside, dear = false }: Asked,
    make: Make<object>,
  ): Promise<ReadyAnswer> {
    await this.freshness.reach(positionsOf(request), query, from);
    const readers = from.map((name) => this.models.runner.reader(name));
    const versions = readers.map((reader) => String(reader.version())).join(' ');
    // As long as no version changes, what was made of them holds for the position they have reached since.
    const position = readers.map((reader) => reader.position()).reduce((a, b) => (a < b ? a : b));
    const key = keyOf(request, query, [scope, this.today(), request.language, beside]);
    const known = this.#answers.get(key, versions);
    const type = MEDIA_TYPES.json;
    if (known !== undefined) return new ReadyAnswer(known.bytes, type, known.etag, position);
    const madeIn = async (slice: Slice): Promise<Buffer> => bytesOf(await make(slice), slice);
    const bytes = dear
      ? await this.budget.dear(request, madeIn)
      : await this.budget.question(request, madeIn);
    const etag = etagOf(bytes);
    this.#answers.set(key, versions, { bytes, etag });
    return new ReadyAnswer(bytes, type, etag, position);
  }
}

async function bytesOf(body: object, slice: Slice): Promise<Buffer> {
  const shown = withoutPosition(body);
  if (!isLong(shown)) return Buffer.from(JSON.stringify(presentable(shown)));
  const pieces: Buffer[] = [];
  for await (const piece of jsonInSlices({}, shown, slice)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function keyOf(request: FastifyRequest, query: Fresh, others: readonly unknown[]): string {
  const { atLeast: _, ...asked } = query;
  return JSON.stringify([request.routeOptions.url, request.params, asked, ...others]);
}
