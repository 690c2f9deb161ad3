import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type { AllFacilitiesSums, FacilityAnywhere } from './queries.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    AllFacilitiesPage: AllFacilitiesPage;
  }
}

/** A facility in the list over pools. */
export interface FacilityAnywhereItem extends Omit<
  FacilityAnywhere,
  'endedOn' | 'deadline' | 'workingDaysLeft'
> {
  /** When it was declined, withdrawn or closed. */
  readonly endedOn: PlainDate | null;
  /** Working days since its introduction up to today; null for what waits for nothing. */
  readonly workingDaysWaiting: number | null;
  /**
   * The next deadline of the agency's credit in the pool, and the working days up to and including it. Null for what waits
   * for nothing, and when no time is to come.
   */
  readonly deadline: PlainDate | null;
  readonly workingDaysLeft: number | null;
}

/** A page of facilities of any pool, with sums over all pages. */
export interface AllFacilitiesPage extends Page<FacilityAnywhereItem> {
  readonly sums: AllFacilitiesSums;
}

export function facilityAnywhereItem(
  { endedOn, deadline, workingDaysLeft, ...facility }: FacilityAnywhere,
  workingAge: (pool: string, introducedOn: PlainDate) => number,
): FacilityAnywhereItem {
  const isPending = facility.status === 'waiting' || facility.status === 'paid-in-part';
  return {
    ...facility,
    endedOn: endedOn ?? null,
    workingDaysWaiting: isPending ? workingAge(facility.pool, facility.introducedOn) : null,
    deadline: deadline ?? null,
    workingDaysLeft: workingDaysLeft ?? null,
  };
}
