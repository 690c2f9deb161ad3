import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import type { ShownPosition } from './position.js';
import type { ReadModels } from './read-models.js';
import { admit } from './admission.js';
import type { Asker } from './asker.js';
import { NUMBERS } from './positions.js';
import type { AnsweringProcess, AnyQuestion, Question } from './question.js';
import { checkParams } from './read-params.js';

/** An answer, and up to where it shows the log. */
export interface Answered<Item> {
  readonly item: Omit<Item, 'position'>;
  readonly position: ShownPosition;
}

/** Asks a question somewhere: of read models that are open here, or of a server. */
export type Ask = <Params extends object, Item extends object>(
  question: Question<Params, Item>,
  params: Params,
) => Promise<Answered<Item>>;

export interface AskedHere {
  readonly models: ReadModels;
  readonly process: AnsweringProcess;
  readonly asker: Asker;
  readonly today: PlainDate;
  /** Of sentences; English where none is given. */
  readonly language?: Language;
}

/**
 * Asks a question of read models that are open in this process.
 * @throws QuestionRefusedError
 */
export async function answer<Params extends object, Item extends object>(
  question: Question<Params, Item>,
  given: Params,
  { models, process, asker, today, language = 'en' }: AskedHere,
): Promise<Answered<Item>> {
  const params = checkParams(question, given);
  admit(question, asker, params);
  const scope = question.scope(asker, params);
  const position =
    question.from.length === 0 ? (await process.store.health()).position : positionOf(question.from, models);
  const asking = { models, process, today, params, scope, positions: NUMBERS, language };
  return { item: shownItem(question, await question.find(asking)), position };
}

/** The position that all of these projections have reached; there must be one. */
export function positionOf(from: readonly string[], { runner }: Pick<ReadModels, 'runner'>): bigint {
  return from.map((name) => runner.reader(name).position()).reduce((a, b) => (a < b ? a : b));
}

/** The position of the tables is said beside an answer. What is read from no table may have a position of its own. */
export function shownItem<Item extends object>(
  { from }: Pick<AnyQuestion, 'from'>,
  item: Item,
): Omit<Item, 'position'> {
  if (from.length === 0 || !('position' in item)) return item;
  const { position: _, ...rest } = item;
  return rest;
}
