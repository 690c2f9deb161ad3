import type { PolicyAdopted } from '@misaq/domain/credit/events.js';
import { plainPolicy, type Policy } from '@misaq/domain/credit/policy.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { LOG_START } from '@misaq/event-store/port.js';
import type { Variation } from '@misaq/read-models/credit-board/simulation.js';
import type { BankBoardItem } from '@misaq/wire/bank-board.js';
import type { CalendarItem } from '@misaq/wire/calendar.js';
import type { CommitmentBoardItem } from '@misaq/wire/commitment-board.js';
import type { PoolBoardItem, PoolItem, SimulationItem } from '@misaq/wire/credit-board.js';
import type { HistoryItem } from '@misaq/wire/history.js';
import type { ShownPosition } from '@misaq/wire/position.js';
import type { PrincipalItem, TokenItem } from '@misaq/wire/principals.js';
import type { OrganisationItem } from '@misaq/wire/register.js';
import type { ReviewDetailItem, ReviewSummaryItem } from '@misaq/wire/reviews.js';
import { RefusedError } from '../../refused-error.js';
import type { PrincipalShown, Questions, ReviewsShown } from '../questions.js';
import {
  agencyOnBoard,
  bankOnBoard,
  commitmentFigures,
  commitmentPart,
  historyEvent,
  namesOf,
  registerOf,
  reviewTrace,
  workingCalendar,
} from './answers.js';
import { type Answered, at, type Client, ITEMS_A_PAGE, type Page, type Query } from './client.js';

/** The API answers without the position; its header has it. */
type Answer<Item> = Omit<Item, 'position'>;

/** Answers from the API of a server; what may be seen is decided there. */
export function remoteQuestions(client: Client): Questions {
  const principal = async (principalId: string): Promise<PrincipalShown> => {
    const path = at`principals/${principalId}`;
    const { body, position } = await client.get<Answer<PrincipalShown>>(path);
    return { position, ...body };
  };
  const board: Questions['poolBoard'] = async (pool, asOf) => {
    const { body, position } = await client.get<Answer<PoolBoardItem>>(at`pools/${pool}`, { asOf });
    const item = { position, ...body };
    return {
      item,
      board: { ...item, agencies: item.agencies.map(agencyOnBoard) },
      names: namesOf('agency', item.agencies),
    };
  };
  async function pools() {
    const { items, position } = await every(client.pages<PoolItem>('pools'));
    return { position, pools: items };
  }
  async function reviewsOf(pool: string): Promise<ReviewsShown> {
    const { items, position } = await every(client.pages<ReviewSummaryItem>(at`pools/${pool}/reviews`));
    return { position, reviews: items };
  }
  const history: Questions['history'] = async function* ({ subject, after, limit }) {
    let left = limit ?? Infinity;
    const asked = { [subject.by]: subject.id, ...(after !== LOG_START && { after }) };
    const pages = client.pages<HistoryItem>(
      'history',
      limit === undefined ? asked : { ...asked, ...pageOf(limit) },
    );
    for await (const { body, position } of pages) {
      const events = body.items.slice(0, left).map(historyEvent);
      left -= events.length;
      yield { total: body.total, position, events };
      if (left <= 0) return;
    }
  };
  async function tokens() {
    const { items, position } = await every(client.pages<PrincipalItem>('principals'));
    const all: TokenItem[] = [];
    for (const { principalId } of items) all.push(...(await principal(principalId)).tokens);
    all.sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
    return { position, total: all.length, tokens: all };
  }

  return {
    pools,
    poolBoard: board,
    history,
    principal,
    tokens,
    async provinces() {
      return (await every(client.pages<{ readonly province: string }>('provinces'))).items.map(
        ({ province }) => province,
      );
    },
    async register(province) {
      return registerOf(
        (await every(client.pages<OrganisationItem>(at`provinces/${province}/organisations`))).items,
      );
    },
    async calendar(province) {
      return workingCalendar((await client.get<CalendarItem>(at`provinces/${province}/calendar`)).body);
    },
    async policies(pool) {
      const policies: Policy[] = [];
      const subject = { by: 'stream', id: streams.creditPool(pool) } as const;
      try {
        for await (const { events } of history({ subject, after: -1n, limit: undefined }))
          for (const { type, data } of events)
            if (type === 'PolicyAdopted') policies.push(policyOf(data as PolicyAdopted));
      } catch (error) {
        if (!(error instanceof RefusedError) || error.refusal.name !== 'unknown_subject') throw error;
      }
      return policies.length === 0 ? undefined : policies;
    },
    async bankBoard(pool, asOf) {
      const path = pool === undefined ? 'banks' : at`pools/${pool}/banks`;
      const { body, position } = await client.get<Answer<BankBoardItem>>(path, { asOf });
      const item = { position, ...body };
      const { pool: of, ...rest } = item;
      return {
        item,
        board: { ...rest, ...(of !== null && { pool: of }), banks: item.banks.map(bankOnBoard) },
        names: namesOf('bank', item.banks),
      };
    },
    async commitmentBoard({ province, year, version }) {
      const path = at`provinces/${province}/plans/${year}`;
      const { body, position } = await client.get<Answer<CommitmentBoardItem>>(path, { version });
      const item = { position, ...body };
      const { versions, agencies, sectors, counties } = item;
      return {
        item,
        board: {
          position,
          province,
          year,
          version: item.version,
          versions,
          totals: commitmentFigures(item),
          months: item.months.map(({ month, registered: net, registeredToDate, fulfilmentBasisPoints }) => ({
            month,
            net,
            netToDate: registeredToDate,
            ...(fulfilmentBasisPoints !== null && { fulfilmentBasisPoints }),
          })),
          agencies: agencies.map((each) => commitmentPart(each.agency, each)),
          sectors: sectors.map((each) => commitmentPart(each.sector, each)),
          counties: counties.map((each) => commitmentPart(each.county, each)),
        },
        names: {
          agency: namesOf('agency', agencies),
          sector: namesOf('sector', sectors),
          county: namesOf('county', counties),
        },
      };
    },
    async simulation(pool, asOf, variation) {
      const query = { asOf, ...queryOf(variation) };
      const { body: item } = await client.get<SimulationItem>(at`pools/${pool}/simulation`, query);
      const { board: now } = await board(pool, item.asOf);
      const before = new Map(now.agencies.map((each) => [each.agency, each.absorptionBasisPoints]));
      return { item, absorptionBefore: (agency) => before.get(agency) };
    },
    async reviews(pool) {
      if (pool !== undefined) return reviewsOf(pool);
      const { pools: all, position } = await pools();
      const lists: ReviewSummaryItem[] = [];
      for (const each of all) lists.push(...(await reviewsOf(each.pool)).reviews);
      // Their order in the log is not told; the day that each is about is.
      return { position, reviews: lists.sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0)) };
    },
    async review({ pool, reviewId }) {
      const path = at`pools/${pool}/reviews/${reviewId}`;
      const { body, position } = await client.get<ReviewDetailItem>(path);
      return {
        item: { position, ...body },
        trace: reviewTrace(body),
        names: namesOf('agency', body.agencies),
      };
    },
    async principals() {
      const { items, position } = await every(client.pages<PrincipalItem>('principals'));
      return { position, total: items.length, principals: items };
    },
    async holderOf(tokenId) {
      return (await tokens()).tokens.find((token) => token.tokenId === tokenId)?.principalId;
    },
  };
}

function pageOf(limit: number): Query {
  return { limit: Math.min(limit, ITEMS_A_PAGE) };
}

function policyOf(adopted: PolicyAdopted): Policy {
  return { version: adopted.version, ...plainPolicy(adopted) };
}

function queryOf({ thresholdPercent, clock, ...settings }: Variation): Query {
  const days = clock?.kind === 'working-days' ? { days: clock.days } : {};
  const until =
    clock?.kind === 'until' ? { until: clock.date, graceWorkingDays: clock.graceWorkingDays } : {};
  return { threshold: thresholdPercent, ...settings, ...days, ...until };
}

/** All of a list. */
async function every<Item>(
  pages: AsyncIterable<Answered<Page<Item>>>,
): Promise<{ readonly items: readonly Item[]; readonly position: ShownPosition }> {
  const items: Item[] = [];
  let position: ShownPosition = -1n;
  for await (const page of pages) {
    items.push(...page.body.items);
    ({ position } = page);
  }
  return { items, position };
}
