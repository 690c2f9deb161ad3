import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { today } from '@misaq/platform/kernel/clock.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shownItem } from '@misaq/platform/questions/answer.js';
import type { Fresh } from '@misaq/platform/questions/common-fields.js';
import type { Asking, Question } from '@misaq/platform/questions/question.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { presentable } from '@misaq/platform/text/presentable.js';
import { CLOCK, EVENT_STORE, READ_MODELS } from '../service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { ReadyAnswer } from './answer.js';
import { AnswerCache } from './answer-cache.js';
import { etagOf } from './etag.js';
import { FILE_LANGUAGE, Files, type TableAnswer } from './files.js';
import { Freshness } from '../request/freshness.js';
import { isLong, jsonInSlices } from './json-in-slices.js';
import { MEDIA_TYPES } from '../request/negotiation.js';
import { positionsOf } from '../request/positions.js';
import { bearerOf } from '../access/principal.js';
import { WORK_BUDGET, type WorkBudget } from '../access/work-budget.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';

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
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(BACKGROUND_WORK) private readonly background: BackgroundWork,
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
  async ask<Params extends object, Item extends object>(
    request: FastifyRequest,
    question: Question<Params, Item>,
    { atLeast, ...asked }: Params & Fresh,
  ): Promise<QuestionAnswer> {
    const params = asked as unknown as Params;
    const { from, table } = question;
    const fresh = { atLeast };
    const asking: Asking<Params> = {
      models: this.models,
      process: { store: this.store, background: this.background },
      today: this.today(),
      params,
      scope: question.scope(bearerOf(request), params),
      positions: positionsOf(request),
      language: request.language,
    };
    if (request.form !== 'json' && table !== undefined)
      return this.files.table(
        request,
        { ...fresh, from: [...from, ...(table.from ?? [])] },
        table.file(params),
        (slice) => table.of({ ...asking, slice, language: FILE_LANGUAGE }),
      );
    await this.freshness.reach(asking.positions, fresh, from);
    return this.#answer(request, question, asking);
  }

  /** A `position` in the answer is left out, because the header says it. */
  async #answer<Params extends object, Item extends object>(
    request: FastifyRequest,
    question: Question<Params, Item>,
    asking: Asking<Params>,
  ): Promise<ReadyAnswer> {
    const { name, from, dear = false, free = false, ofProcess = false } = question;
    const { params, scope, today: day, language, positions } = asking;
    const readers = from.map((each) => this.models.runner.reader(each));
    const versions = readers.map((reader) => String(reader.version())).join(' ');
    // As long as no version changes, what was made of them holds for the position they have reached since.
    const position = await this.#positionOf(readers);
    // Two askers with the same part may be shown positions in different forms.
    const key = JSON.stringify([name, params, scope, day, language, positions.areHidden]);
    const known = ofProcess ? undefined : this.#answers.get(key, versions);
    const type = MEDIA_TYPES.json;
    if (known !== undefined) return new ReadyAnswer(known.bytes, type, known.etag, position);
    const madeIn = async (slice: Slice): Promise<Buffer> =>
      bytesOf(shownItem(question, await question.find({ ...asking, slice })), slice);
    const bytes = free
      ? await madeIn(createSlice())
      : dear
        ? await this.budget.dear(request, madeIn)
        : await this.budget.question(request, madeIn);
    const etag = etagOf(bytes);
    if (!ofProcess) this.#answers.set(key, versions, { bytes, etag });
    return new ReadyAnswer(bytes, type, etag, position);
  }

  /** The position that all of these tables show; the end of the log where an answer is read from none. */
  async #positionOf(readers: readonly Pick<TableReader, 'position'>[]): Promise<bigint> {
    if (readers.length === 0) return (await this.store.health()).position;
    return readers.map((reader) => reader.position()).reduce((a, b) => (a < b ? a : b));
  }
}

async function bytesOf(shown: object, slice: Slice): Promise<Buffer> {
  if (!isLong(shown)) return Buffer.from(JSON.stringify(presentable(shown)));
  const pieces: Buffer[] = [];
  for await (const piece of jsonInSlices({}, shown, slice)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
