import { rial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../api/questions.js';
import { shortfallRial } from '../format/figures.js';
import { compareBy } from '../ui/sort.js';
import type { Shown } from '../words/use-shown.js';
import type { Bar } from './absorption.js';

type Agency = Schemas['AgencyOnBoardItem'];

const FULL = 10_000n;

/** An agency whose time is up, with what the bar is called and where it leads. */
export interface Barred {
  readonly agency: Agency;
  readonly name: string;
  readonly to: string;
}

/** The bars of agencies whose time is up, those that lack most toman to the threshold first. */
export function barsOf(barred: readonly Barred[]): readonly Bar[] {
  return inOrder(barred).map(({ agency, name, to }) => ({
    id: to,
    name,
    to,
    absorption: agency.absorptionBasisPoints ?? 0,
    introduced: introducedOfDue(agency),
    thresholdPercent: agency.thresholdPercent,
    fellShort: lacks(agency) > 0n,
  }));
}

function inOrder(barred: readonly Barred[]): readonly Barred[] {
  return barred
    .filter(({ agency }) => agency.absorptionBasisPoints !== null)
    .toSorted(compareBy(({ agency }) => lacks(agency), true));
}

function lacks({ dueRial, paidInTimeRial, thresholdPercent }: Agency): bigint {
  return shortfallRial(dueRial, paidInTimeRial, thresholdPercent) ?? 0n;
}

function introducedOfDue({ introducedInTimeRial, dueRial }: Agency): number {
  if (introducedInTimeRial === null || dueRial === null || rial(dueRial) === 0n) return 0;
  return Number((rial(introducedInTimeRial) * FULL) / rial(dueRial));
}

/** What the bars say, in a sentence: the agency that lacks most, or that nobody does. */
export function sentenceOf(barred: readonly Barred[], { t, percent, wholePercent }: Shown): string {
  const [first] = inOrder(barred);
  if (first === undefined) return t('board.chartNone');
  const { thresholdPercent, absorptionBasisPoints } = first.agency;
  const threshold = wholePercent(thresholdPercent);
  if (lacks(first.agency) === 0n) return t('board.chartPassed', { threshold });
  const absorption = absorptionBasisPoints ?? 0;
  return t('board.chartFell', {
    agency: first.name,
    absorption: percent(absorption),
    points: percent(thresholdPercent * 100 - absorption).replace(/[%٪]/, ''),
    threshold,
  });
}
