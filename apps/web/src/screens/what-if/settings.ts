/** The settings of the rule that somebody tries, as they are typed and as they stand in an address. */
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import type { SimulationQuery } from '../../api/questions.js';
import { typedDay } from '../../format/days.js';

const THRESHOLD_MAX = 100;
const DAYS_MAX = 1_000;

/** A text for each field; empty where a setting stays as it is. */
export interface Typed {
  readonly threshold: string;
  /** Whether exactly the threshold passes: `true`, `false`, or empty. */
  readonly exactThresholdPasses: string;
  readonly clock: string;
  readonly days: string;
  readonly until: string;
  readonly split: string;
  readonly ringFence: string;
}
export type Field = keyof Typed;

export const CLOCKS = ['days', 'until'] as const;
export const SPLITS = ['unmet-demand', 'performance-weighted'] as const;
export const YES_NO = ['true', 'false'] as const;

const FIELDS = ['threshold', 'exactThresholdPasses', 'days', 'until', 'split', 'ringFence'] as const;

/** What an address has tried. */
export function typedIn(search: URLSearchParams): Typed {
  const given = Object.fromEntries(FIELDS.map((name) => [name, search.get(name) ?? '']));
  const clock = search.has('until') ? 'until' : search.has('days') ? 'days' : '';
  return { ...given, clock } as Typed;
}

/** The fields that cannot be understood. */
export function faultsOf(typed: Typed): readonly Field[] {
  const { threshold, clock, days, until } = typed;
  return [
    ...(threshold.trim() === '' || wholeIn(threshold, THRESHOLD_MAX) !== undefined
      ? []
      : ['threshold' as const]),
    ...(clock !== 'days' || wholeIn(days, DAYS_MAX) !== undefined ? [] : ['days' as const]),
    ...(clock !== 'until' || typedDay(until) !== undefined ? [] : ['until' as const]),
  ];
}

/** The settings as they stand in an address, without those that stay as they are. */
export function settingsOf(typed: Typed): ReadonlyMap<string, string> {
  const { threshold, exactThresholdPasses, clock, days, until, split, ringFence } = typed;
  const all = {
    threshold: wholeIn(threshold, THRESHOLD_MAX)?.toString(),
    exactThresholdPasses: choiceIn(exactThresholdPasses, YES_NO),
    days: clock === 'days' ? wholeIn(days, DAYS_MAX)?.toString() : undefined,
    until: clock === 'until' ? typedDay(until) : undefined,
    split: choiceIn(split, SPLITS),
    ringFence: choiceIn(ringFence, YES_NO),
  };
  return new Map(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What the API is asked; undefined when nothing is tried. */
export function simulationIn(search: URLSearchParams): SimulationQuery | undefined {
  const settings = settingsOf(typedIn(search));
  if (settings.size === 0) return undefined;
  const { threshold, days, exactThresholdPasses, ringFence, ...texts } = Object.fromEntries(settings);
  return {
    ...(texts as SimulationQuery),
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(days !== undefined && { days: Number(days) }),
    ...(exactThresholdPasses !== undefined && { exactThresholdPasses: exactThresholdPasses === 'true' }),
    ...(ringFence !== undefined && { ringFence: ringFence === 'true' }),
  };
}

function wholeIn(text: string, max: number): number | undefined {
  const digits = asciiDigits(text.trim());
  if (!/^\d{1,4}$/.test(digits)) return undefined;
  const value = Number(digits);
  return value >= 1 && value <= max ? value : undefined;
}

function choiceIn<Choice extends string>(text: string, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === text);
}
