import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { reviewSteps, type Review } from '../../domain/review.js';
import type { Policy } from '../../domain/policy.js';
import type { AgencyTrace } from '../../domain/trace.js';
import { poolFigures } from './figures.js';

/** An agency in a pool as the rule sees it, without its lots. */
export interface AgencyStanding extends Omit<AgencyTrace, 'lots' | 'settled'> {
  /** Introduced less withdrawn. */
  readonly introducedRial: RialText;
  /** Whether a deadline of it can still move when a lunar month is published. */
  readonly provisional: boolean;
}

/** What the rule says of a pool on a day. */
export interface PoolStanding {
  readonly pool: string;
  /** In order of id. */
  readonly agencies: readonly AgencyStanding[];
  /** What a review on that day would move, and what it could not place. */
  readonly proposedRial: Rial;
  readonly unplacedRial: Rial;
}

/** Standings that are kept. A standing of hundreds of agencies takes a few hundred kilobytes. */
const STANDINGS_KEPT_MAX = 64;

/** Whole reviews that are kept, which hold every lot of a pool. */
const REVIEWS_KEPT_MAX = 16;

interface Kept<Value> {
  /** Changes when anything does that the value follows from. */
  readonly of: string;
  readonly value: Value;
}

/** A pool reviewed on a day on what is known now, and the settings it has. */
export interface ReviewedPool {
  readonly review: Review;
  /** In order of version. */
  readonly policies: readonly Policy[];
}

/**
 * What the rule says of pools, worked out once for each state of a pool: lists over all pools ask it of every one.
 */
export class Standings {
  readonly #standings = new Map<string, Kept<PoolStanding>>();
  readonly #reviews = new Map<string, Kept<ReviewedPool>>();

  constructor(private readonly tables: TableReader) {}

  /** Undefined: no such pool. */
  *of(pool: string, asOf: PlainDate, calendar: WorkingCalendar): Steps<PoolStanding | undefined> {
    const [key, of] = [`${pool} ${asOf}`, this.#state(pool, calendar)];
    const known = this.#standings.get(key);
    if (known?.of === of) return known.value;
    const figures = yield* poolFigures(this.tables, pool);
    if (figures === undefined) return undefined;
    const review = yield* reviewSteps(figures, asOf, calendar);
    const introduced = new Map(
      figures.agencies.map(({ agency, days }) => [agency, sumRial(days.map((day) => day.introducedRial))]),
    );
    const value = standingOf(pool, review, introduced);
    // The tables may have moved on while they were read: then nobody knows which state this is of.
    if (of === this.#state(pool, calendar)) keep(this.#standings, key, { of, value }, STANDINGS_KEPT_MAX);
    return value;
  }

  /** Undefined: no such pool. */
  *reviewed(pool: string, asOf: PlainDate, calendar: WorkingCalendar): Steps<ReviewedPool | undefined> {
    const [key, of] = [`${pool} ${asOf}`, this.#state(pool, calendar)];
    const known = this.#reviews.get(key);
    if (known?.of === of) return known.value;
    const figures = yield* poolFigures(this.tables, pool);
    if (figures === undefined) return undefined;
    const review = yield* reviewSteps(figures, asOf, calendar);
    const value = { review, policies: figures.policies };
    if (of === this.#state(pool, calendar)) keep(this.#reviews, key, { of, value }, REVIEWS_KEPT_MAX);
    return value;
  }

  /** Names the state that the tables show of a pool. */
  #state(pool: string, { revision }: WorkingCalendar): string {
    const [row] = this.tables.all<{ events: number }>('SELECT events FROM events WHERE pool = ?', pool);
    return `${String(row?.events ?? 0)} ${String(revision)}`;
  }
}

function keep<Value>(all: Map<string, Kept<Value>>, key: string, kept: Kept<Value>, most: number): void {
  all.delete(key);
  all.set(key, kept);
  const [oldest] = all.keys();
  if (all.size > most && oldest !== undefined) all.delete(oldest);
}

function standingOf(
  pool: string,
  { agencies, transfers, unplacedRial }: Review,
  introduced: ReadonlyMap<string, Rial>,
): PoolStanding {
  return {
    pool,
    agencies: agencies.map(({ lots, settled: _, ...trace }) => ({
      ...trace,
      introducedRial: rialText(introduced.get(trace.agency) ?? 0n),
      provisional: lots.some(({ provisional }) => provisional),
    })),
    proposedRial: sumRial(transfers.map(({ amountRial }) => BigInt(amountRial))),
    unplacedRial,
  };
}
