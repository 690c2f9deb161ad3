import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { accepted, type Decision, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { ResolutionCommand } from './commands.js';
import type { ResolutionEvent, ResolutionRecorded } from './events.js';
import type { ResolutionRefusalName } from './refusals.js';

/** The resolutions of a province and year, by id. */
export type ResolutionsState = ReadonlyMap<string, ResolutionRecorded['data']>;

export function evolve(state: ResolutionsState, { data }: ResolutionEvent): ResolutionsState {
  return new Map(state).set(data.resolutionId, data);
}

export function decide(
  state: ResolutionsState,
  { resolutionId, agency, text, adoptedOn, year }: ResolutionCommand,
): Decision<ResolutionEvent, ResolutionRefusalName> {
  if (Number(formatJalali(adoptedOn).slice(0, 4)) !== year)
    return refused('resolution_outside_year', { adoptedOn, year });
  const data = { resolutionId, agency, text, adoptedOn };
  const recorded = state.get(resolutionId);
  if (recorded === undefined) return accepted({ type: 'ResolutionRecorded', data });
  const isSame = recorded.agency === agency && recorded.text === text && recorded.adoptedOn === adoptedOn;
  return isSame ? unchanged : refused('resolution_recorded_otherwise', { resolutionId });
}
