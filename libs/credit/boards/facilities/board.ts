import type { Board } from '@misaq/platform/questions/board.js';
import { FACILITIES, facilitiesProjection } from './projection.js';
import { type FacilityQuestions, facilityQuestions } from './queries.js';
import { recordedFacilityId } from './recorded-id.js';
import { facilities, facility } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly facilities: FacilityQuestions;
  }
}

/** The applicants that were introduced in a pool. */
export const facilitiesBoard: Board = {
  projection: facilitiesProjection,
  place: 7,
  open: ({ reader, models }) => ({
    facilities: facilityQuestions(reader(FACILITIES), {
      file: (facilityId) => models.history.file(facilityId),
    }),
  }),
  ids: { facility: ['facilities', 'facilityId'] },
  owned: { facility: (tables, id, owner) => recordedFacilityId(tables, id, owner) !== undefined },
  questions: [facilities, facility],
};
