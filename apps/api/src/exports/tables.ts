import { parse } from 'node:querystring';
import { Inject, Injectable } from '@nestjs/common';
import { ExportFailedError, type ExportHolder } from '@misaq/platform/tasks/exports/kept-export.js';
import { paramsInPath, sidesOf } from '@misaq/platform/questions/address.js';
import { admit } from '@misaq/platform/questions/admission.js';
import { positionOf } from '@misaq/platform/questions/answer.js';
import type { Asker } from '@misaq/platform/questions/asker.js';
import { type BoardSubject, questionsOf } from '@misaq/platform/questions/board.js';
import type { Fresh } from '@misaq/platform/questions/common-fields.js';
import type { AnyQuestion } from '@misaq/platform/questions/question.js';
import { readParams } from '@misaq/platform/questions/read-params.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { ACCESS, findHeld } from '@misaq/access/boards/principals/projection.js';
import type { AccessQuestions } from '@misaq/access/boards/principals/queries.js';
import type { FindTable, FoundTable } from '@misaq/platform/tasks/export-tasks.js';
import { FILE_LANGUAGE, Files } from '@misaq/platform/http/answer/files.js';
import { Freshness } from '@misaq/platform/http/request/freshness.js';
import type { Form } from '@misaq/platform/http/request/negotiation.js';
import type { PositionSeal } from '@misaq/platform/http/request/position-seal.js';
import { POSITION_SEAL, positionsFor } from '@misaq/platform/http/request/positions.js';
import { Questions } from '@misaq/platform/http/answer/questions.js';
import { refuse, RefusedError } from '@misaq/platform/http/answer/refused.js';
import { statusOf } from '@misaq/platform/http/answer/status.js';
import { EVENT_STORE, READ_MODELS } from '@misaq/platform/http/service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { present } from '@misaq/platform/kernel/recorded.js';

const BASE = '/api/v1/';

/** The questions that have a table: `readonly AnyQuestion[]`. */
export const EXPORTED = Symbol('exported questions');

/** Every question that has a table. */
export function exportedOf(subjects: readonly BoardSubject[]): readonly AnyQuestion[] {
  return questionsOf(subjects).filter(({ table }) => table !== undefined);
}

/** Asks questions for exports: by the address that was asked for, as the asker would be answered at this moment. */
@Injectable()
export class Tables {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly questions: Questions,
    private readonly freshness: Freshness,
    private readonly files: Files,
    @Inject(POSITION_SEAL) private readonly seal: PositionSeal,
    @Inject(EXPORTED) private readonly exported: readonly AnyQuestion[],
  ) {}

  /** @throws RefusedError, QuestionRefusedError what the address is refused by */
  async find(
    asker: Asker,
    { path, form }: { readonly path: string; readonly form: Form },
  ): Promise<FoundTable> {
    const { question, params } = this.#read(path);
    const { table } = question;
    if (table === undefined) throw refuse('unknown_route');
    const { atLeast, ...asked } = params;
    admit(question, asker, asked);
    const scope = question.scope(asker, asked as never);
    const from = [...question.from, ...(table.from ?? [])];
    const positions = positionsFor(asker, this.seal);
    await this.freshness.reach(positions, { atLeast }, from);
    const { models, store } = this;
    const position = positionOf(from, models);
    const asking = {
      models,
      process: { store },
      today: this.questions.today(),
      params: asked as never,
      scope,
      positions,
      language: FILE_LANGUAGE,
    } as const;
    return this.files.found(await table.of(asking), { form, parts: table.file(asked as never), position });
  }

  #read(address: string): { readonly question: AnyQuestion; readonly params: object & Fresh } {
    const { path, query } = sidesOf(address);
    for (const question of this.exported) {
      const found = paramsInPath(question, path.slice(BASE.length));
      if (found !== undefined)
        return { question, params: readParams(question, { path: found, query: parse(query) }) };
    }
    throw refuse('unknown_route');
  }
}

/** What keeps the server from finding a table for anybody. */
export interface Doors {
  /** False once the server has begun to stop. */
  readonly open: () => boolean;
  readonly accessIsStopped: () => boolean;
}

/** Finds tables for exports: for the holder as the holder's role stands now. */
export function tablesOf(
  tables: Tables,
  access: Pick<AccessQuestions, 'principal'>,
  { open, accessIsStopped }: Doors,
): FindTable {
  return async ({ by, asked }) => {
    const asker = askerNow(access, by);
    if (asker === undefined)
      throw new ExportFailedError({ name: 'role_revoked', figures: { role: by.actor.role } }, false);
    try {
      if (!open()) throw refuse('shutting_down');
      if (accessIsStopped()) throw refuse('read_models_stopped', { name: ACCESS });
      return await tables.find(asker, asked);
    } catch (error) {
      if (!(error instanceof RefusedError || error instanceof QuestionRefusedError)) throw error;
      const status = statusOf(error.refusal.name);
      throw new ExportFailedError(error.refusal, status >= 500 || status === 429, { cause: error });
    }
  };
}

/** Undefined when the role is held no more. */
function askerNow(
  access: Pick<AccessQuestions, 'principal'>,
  { actor, province }: ExportHolder,
): Asker | undefined {
  const { role, organisation } = actor;
  if (role === 'system') return undefined;
  const principal = access.principal(actor.id);
  const held = findHeld(principal?.grants ?? [], {
    role,
    ...(organisation !== undefined && { organisation }),
  });
  // Held again by now, it may be for an office with the same id in another province.
  if (principal === undefined || held === undefined || held.province !== province) return undefined;
  return { actor: { ...actor, name: principal.name, ...present({ province }) } };
}
