import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rialText, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { reviewSteps, type Review } from '../../domain/review.js';
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
const KEPT_MAX = 64;

interface Kept {
  /** Changes when anything does that the standing follows from. */
  readonly of: string;
  readonly standing: PoolStanding;
}

/**
 * What the rule says of pools, worked out once for each state of a pool: lists over all pools ask it of every one.
 */
export class Standings {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly tables: TableReader) {}

  /** Undefined: no such pool. */
  *of(pool: string, asOf: PlainDate, calendar: WorkingCalendar): Steps<PoolStanding | undefined> {
    const key = `${pool} ${asOf}`;
    const of = `${String(this.eventsOf(pool))} ${String(calendar.revision)}`;
    const known = this.#kept.get(key);
    if (known?.of === of) return known.standing;
    const figures = yield* poolFigures(this.tables, pool);
    if (figures === undefined) return undefined;
    const review = yield* reviewSteps(figures, asOf, calendar);
    const introduced = new Map(
      figures.agencies.map(({ agency, days }) => [agency, sumRial(days.map((day) => day.introducedRial))]),
    );
    const standing = standingOf(pool, review, introduced);
    // The tables may have moved on while they were read: then nobody knows which state this is of.
    if (of === `${String(this.eventsOf(pool))} ${String(calendar.revision)}`)
      this.#keep(key, { of, standing });
    return standing;
  }

  /** How many events the tables show of a pool. */
  eventsOf(pool: string): number {
    const [row] = this.tables.all<{ events: number }>('SELECT events FROM events WHERE pool = ?', pool);
    return row?.events ?? 0;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
  }
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
