import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PolicyAdopted } from '@misaq/credit/domain/lot-events.js';
import { plainPolicy, type Policy } from '@misaq/credit/domain/policy.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { RegisterState } from '@misaq/register/domain/register.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { banks, banksOfPool } from '@misaq/credit/boards/banks/question.js';
import { history, type HistoryParams } from '@misaq/platform/history/question.js';
import { PAGE_MAX, type PageParams } from '@misaq/platform/questions/pages.js';
import { commitmentBoard } from '@misaq/commitments/boards/commitments/question.js';
import { poolBoard, pools, simulation } from '@misaq/credit/boards/pools/question.js';
import { principal, principals } from '@misaq/access/boards/principals/question.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { organisations, provinces } from '@misaq/register/boards/register/question.js';
import { review, reviews } from '@misaq/credit/boards/reviews/question.js';
import type { Variation } from '@misaq/credit/boards/pools/simulation.js';
import type { HistorySubject } from '@misaq/platform/history/queries.js';
import type { BankBoardItem } from '@misaq/credit/boards/banks/wire.js';
import type { CommitmentBoardItem } from '@misaq/commitments/boards/commitments/wire.js';
import type { PoolBoardItem, PoolItem, SimulationItem } from '@misaq/credit/boards/pools/wire.js';
import type { HistoryItem } from '@misaq/platform/history/wire.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type {
  MeItem,
  PrincipalDetailItem,
  PrincipalItem,
  TokenItem,
} from '@misaq/access/boards/principals/wire.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { ReviewDetailItem, ReviewSummaryItem } from '@misaq/credit/boards/reviews/wire.js';
import type { ReviewId } from '../arguments/review-id.js';
import { RefusedError } from '../refused-error.js';
import { registerOf, workingCalendar } from './items.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import { calendar } from '@misaq/working-calendar/boards/calendar/question.js';

/*
 * What verbs ask, made of the questions that everybody asks: the same on a data directory and over a server. An asker
 * sees what the role may see. A day that is left out is today.
 */

export type Positioned<Item> = Item & {
  /** Up to where the log is shown. */
  readonly position: ShownPosition;
};

export interface PoolsShown {
  readonly position: ShownPosition;
  readonly pools: readonly PoolItem[];
}

export interface SimulationShown {
  readonly item: SimulationItem;
  /** Absorption of an agency as things are, in basis points. */
  readonly absorptionBefore: (agency: string) => number | null | undefined;
}

export interface ReviewsShown {
  readonly position: ShownPosition;
  /** Latest first. */
  readonly reviews: readonly ReviewSummaryItem[];
}

export interface PrincipalsShown {
  readonly position: ShownPosition;
  readonly total: number;
  readonly principals: readonly PrincipalItem[];
}

export interface TokensShown {
  readonly position: ShownPosition;
  readonly total: number;
  /** In order of id. */
  readonly tokens: readonly TokenItem[];
}

export type MeShown = Positioned<MeItem>;

export interface HistoryAsked {
  readonly subject: HistorySubject;
  /** Only events after this position; -1 begins at the first. A server gives officers of organisations tokens. */
  readonly after: ShownPosition;
  readonly limit: number | undefined;
}

export interface HistoryShown {
  /** How many events there are in all, on every page. */
  readonly total: number;
  readonly position: ShownPosition;
  readonly events: readonly HistoryItem[];
}

export interface CommitmentBoardAsked {
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  readonly version: string;
}

/** @throws RefusedError, each of them */
export interface Questions {
  me(): Promise<MeShown>;
  provinces(): Promise<readonly string[]>;
  /** What is needed to find organisations by the names they bore. */
  register(province: string): Promise<RegisterState>;
  calendar(province: string): Promise<WorkingCalendar>;
  /** Undefined when the pool has none that the asker sees: it was never opened, or is another's. */
  policies(pool: string): Promise<readonly Policy[] | undefined>;
  pools(): Promise<PoolsShown>;
  poolBoard(pool: string, asOf?: PlainDate): Promise<PoolBoardItem>;
  bankBoard(pool?: string, asOf?: PlainDate): Promise<BankBoardItem>;
  commitmentBoard(asked: CommitmentBoardAsked): Promise<CommitmentBoardItem>;
  simulation(pool: string, asOf: PlainDate | undefined, variation: Variation): Promise<SimulationShown>;
  reviews(pool?: string): Promise<ReviewsShown>;
  review(review: ReviewId): Promise<Positioned<ReviewDetailItem>>;
  /** Page by page: a history may be larger than what should lie in memory. At least one page. */
  history(asked: HistoryAsked): AsyncIterable<HistoryShown>;
  principals(): Promise<PrincipalsShown>;
  principal(principalId: string): Promise<Positioned<PrincipalDetailItem>>;
  tokens(): Promise<TokensShown>;
  /** Whose token it is; undefined when no such token was issued. */
  holderOf(tokenId: string): Promise<string | undefined>;
}

/** Everything but `me`: who asks is said by a token, and by the command line itself on a data directory. */
export function questionsOf(ask: Ask): Omit<Questions, 'me'> {
  async function poolsSeen(): Promise<PoolsShown> {
    const { items, position } = await every(ask, pools, {});
    return { position, pools: items };
  }
  async function board(pool: string, asOf?: PlainDate): Promise<PoolBoardItem> {
    return positioned(await ask(poolBoard, { pool, asOf }));
  }
  async function reviewsOf(pool: string): Promise<ReviewsShown> {
    const { items, position } = await every(ask, reviews, { pool });
    return { position, reviews: items };
  }
  async function principalOf(principalId: string): Promise<Positioned<PrincipalDetailItem>> {
    return positioned(await ask(principal, { principalId }));
  }
  async function tokens(): Promise<TokensShown> {
    const { items, position } = await every(ask, principals, {});
    const all: TokenItem[] = [];
    for (const { principalId } of items) all.push(...(await principalOf(principalId)).tokens);
    all.sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
    return { position, total: all.length, tokens: all };
  }
  async function* historyOf({ subject, after, limit }: HistoryAsked): AsyncGenerator<HistoryShown> {
    let left = limit ?? Infinity;
    const params: HistoryParams = {
      [subject.by]: subject.id,
      after: after === LOG_START ? undefined : typeof after === 'bigint' ? Number(after) : after,
      limit: Math.min(left, PAGE_MAX),
    };
    for await (const { item, position } of pages(ask, history, params)) {
      const events = item.items.slice(0, left);
      left -= events.length;
      yield { total: item.total, position, events };
      if (left <= 0) return;
    }
  }

  return {
    pools: poolsSeen,
    poolBoard: board,
    history: historyOf,
    principal: principalOf,
    tokens,
    async provinces() {
      return (await every(ask, provinces, {})).items.map(({ province }) => province);
    },
    async register(province) {
      return registerOf((await every(ask, organisations, { province })).items);
    },
    async calendar(province) {
      return workingCalendar((await ask(calendar, { province })).item);
    },
    async policies(pool) {
      const policies: Policy[] = [];
      const subject = { by: 'stream', id: streams.creditPool(pool) } as const;
      try {
        for await (const { events } of historyOf({ subject, after: LOG_START, limit: undefined }))
          for (const { type, data } of events)
            if (type === 'PolicyAdopted') policies.push(policyOf(data as PolicyAdopted));
      } catch (error) {
        if (!(error instanceof RefusedError) || error.refusal.name !== 'unknown_subject') throw error;
      }
      return policies.length === 0 ? undefined : policies;
    },
    async bankBoard(pool, asOf) {
      return positioned(await (pool === undefined ? ask(banks, { asOf }) : ask(banksOfPool, { pool, asOf })));
    },
    async commitmentBoard(asked) {
      return positioned(await ask(commitmentBoard, asked));
    },
    async simulation(pool, asOf, variation) {
      const { item } = await ask(simulation, { pool, asOf, ...settingsOf(variation) });
      const { agencies } = await board(pool, item.asOf);
      const before = new Map(agencies.map((each) => [each.agency, each.absorptionBasisPoints]));
      return { item, absorptionBefore: (agency) => before.get(agency) };
    },
    async reviews(pool) {
      if (pool !== undefined) return reviewsOf(pool);
      const { pools: all, position } = await poolsSeen();
      const lists: ReviewSummaryItem[] = [];
      for (const each of all) lists.push(...(await reviewsOf(each.pool)).reviews);
      // Their order in the log is not told; the day that each is about is.
      return { position, reviews: lists.sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0)) };
    },
    async review(asked) {
      return positioned(await ask(review, asked));
    },
    async principals() {
      const { items, position } = await every(ask, principals, {});
      return { position, total: items.length, principals: items };
    },
    async holderOf(tokenId) {
      return (await tokens()).tokens.find((token) => token.tokenId === tokenId)?.principalId;
    },
  };
}

function positioned<Item>({
  item,
  position,
}: {
  readonly item: Omit<Item, 'position'>;
  readonly position: ShownPosition;
}): Positioned<Item> {
  return { position, ...item } as Positioned<Item>;
}

function policyOf(adopted: PolicyAdopted): Policy {
  return { version: adopted.version, ...plainPolicy(adopted) };
}

function settingsOf({ thresholdPercent, clock, ...settings }: Variation) {
  const days = clock?.kind === 'working-days' ? { days: clock.days } : {};
  const until =
    clock?.kind === 'until' ? { until: clock.date, graceWorkingDays: clock.graceWorkingDays } : {};
  return { threshold: thresholdPercent, ...settings, ...days, ...until };
}

interface PageShown<Item> {
  readonly item: Omit<Page<Item>, 'position'>;
  readonly position: ShownPosition;
}

/** Pages of a list, each as soon as it is asked for; at least one. */
async function* pages<Params extends PageParams, Item>(
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
async function every<Params extends PageParams, Item>(
  ask: Ask,
  question: Question<Params, Page<Item>>,
  params: Params,
): Promise<{ readonly items: readonly Item[]; readonly position: ShownPosition }> {
  const items: Item[] = [];
  let position: ShownPosition = LOG_START;
  for await (const page of pages(ask, question, params)) {
    items.push(...page.item.items);
    ({ position } = page);
  }
  return { items, position };
}
