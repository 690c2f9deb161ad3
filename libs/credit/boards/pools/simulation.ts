import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolFigures } from '../../domain/figures.js';
import type { Lot } from '../../domain/lots.js';
import type { Clock, LateReports, Policy, Split } from '../../domain/policy.js';
import { reviewSteps, type Review } from '../../domain/review.js';
import type { AgencyTrace, Transfer } from '../../domain/trace.js';
import { rial, rialText, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/** The varied settings; absent settings stay unchanged. */
export interface Variation {
  readonly thresholdPercent?: number;
  readonly exactThresholdPasses?: boolean;
  readonly ringFence?: boolean;
  readonly split?: Split;
  /** Applies to every lot, whatever its own clock is. */
  readonly clock?: Clock;
  /** Reporting days of banks: they change the day from which transfers can be approved. */
  readonly reportingWorkingDays?: number;
  readonly lateReportsOfIntroductions?: LateReports;
}

export interface SimulatedAgency {
  readonly agency: string;
  readonly before: AgencyTrace;
  readonly after: AgencyTrace;
  /** Received less given by the transfers a review would propose. */
  readonly netBeforeRial: RialText;
  readonly netAfterRial: RialText;
  /** `netAfterRial` less `netBeforeRial`. */
  readonly changeRial: RialText;
  readonly effect: 'gains' | 'loses' | 'unchanged';
}

interface Side {
  readonly policy: Policy;
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: RialText;
}

/** The result of the rule today and under other settings. Nothing is written. */
export interface Simulation extends Fresh {
  readonly pool: string;
  readonly asOf: PlainDate;
  readonly before: Side;
  readonly after: Side;
  /** By id; when the question was for one agency, the rule examined only that one. */
  readonly agencies: readonly SimulatedAgency[];
  /** Holidays that clocks skipped under the present settings. */
  readonly holidays: Review['holidays'];
}

export function* simulationSteps(
  figures: PoolFigures,
  asOf: PlainDate,
  calendar: WorkingCalendar,
  variation: Variation,
): Steps<Omit<Simulation, 'position' | 'pool'>> {
  const before = yield* reviewSteps(figures, asOf, calendar);
  const after = yield* reviewSteps(varied(figures, variation), asOf, calendar);
  const afterOf = new Map(after.agencies.map((trace) => [trace.agency, trace]));
  const netBefore = nets(before.transfers);
  const netAfter = nets(after.transfers);
  return {
    asOf,
    holidays: before.holidays,
    before: side(before),
    after: side(after),
    agencies: before.agencies.map((trace) => {
      const { agency } = trace;
      const was = netBefore.get(agency) ?? 0n;
      const becomes = netAfter.get(agency) ?? 0n;
      return {
        agency,
        before: trace,
        after: afterOf.get(agency) ?? trace,
        netBeforeRial: rialText(was),
        netAfterRial: rialText(becomes),
        changeRial: rialText(becomes - was),
        effect: becomes > was ? 'gains' : becomes < was ? 'loses' : 'unchanged',
      };
    }),
  };
}

/** Changes every policy in this way. Other settings stay as they were, also for older deadlines. */
function varied(figures: PoolFigures, { clock, ...settings }: Variation): PoolFigures {
  const policies = figures.policies.map((policy): Policy => ({
    ...policy,
    ...settings,
    ...(clock && { clock }),
  }));
  if (clock === undefined) return { ...figures, policies };
  const agencies = figures.agencies.map((agency) => ({
    ...agency,
    lots: agency.lots.map((lot) => withClock(lot, clock)),
  }));
  return { ...figures, policies, agencies };
}

/** The lot as if it had been notified with this clock. The agency's missed deadlines and losses stay unchanged. */
function withClock({ extensions: _extensions, ...lot }: Lot, clock: Clock): Lot {
  return { ...lot, clock, moves: lot.moves.map(({ policies: _policies, ...move }) => move) };
}

function side({ policy, transfers, unplacedRial }: Review): Side {
  return { policy, transfers, unplacedRial: rialText(unplacedRial) };
}

function nets(transfers: readonly Transfer[]): ReadonlyMap<string, Rial> {
  const net = new Map<string, Rial>();
  for (const { from, to, amountRial } of transfers) {
    net.set(from, (net.get(from) ?? 0n) - rial(amountRial));
    net.set(to, (net.get(to) ?? 0n) + rial(amountRial));
  }
  return net;
}
