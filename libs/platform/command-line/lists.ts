import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { Ask, Answered } from '@misaq/platform/questions/answer.js';
import type { Page } from '@misaq/platform/questions/page.js';
import { PAGE_MAX, type PageParams } from '@misaq/platform/questions/pages.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Question } from '@misaq/platform/questions/question.js';

export type Positioned<Item> = Item & {
  /** Up to where the log is shown. */
  readonly position: ShownPosition;
};

/** An answer with its position as a field of it, as `--json` shows it. */
export function positioned<Item>({ item, position }: Answered<Item>): Positioned<Item> {
  return { position, ...item } as Positioned<Item>;
}

interface PageShown<Item> {
  readonly item: Omit<Page<Item>, 'position'>;
  readonly position: ShownPosition;
}

/** Pages of a list, each as soon as it is asked for; at least one. */
export async function* pagesOf<Params extends PageParams, Item>(
  ask: Ask,
  question: Question<Params, Page<Item>>,
  params: Params,
): AsyncGenerator<PageShown<Item>> {
  let cursor: string | undefined;
  do {
    const page = await ask(question, { limit: PAGE_MAX, ...params, ...(cursor !== undefined && { cursor }) });
    yield page;
    cursor = page.item.next ?? undefined;
  } while (cursor !== undefined);
}

/** All of a list. */
export async function everyItem<Params extends PageParams, Item>(
  ask: Ask,
  question: Question<Params, Page<Item>>,
  params: Params,
): Promise<{ readonly items: readonly Item[]; readonly position: ShownPosition }> {
  const items: Item[] = [];
  let position: ShownPosition = LOG_START;
  for await (const page of pagesOf(ask, question, params)) {
    items.push(...page.item.items);
    ({ position } = page);
  }
  return { items, position };
}
