import type { Board } from '@misaq/platform/questions/board.js';
import { type KeptResolution, RESOLUTIONS, resolutionsProjection } from './projection.js';
import { resolutions } from './question.js';
import { resolutionsStream } from '../../stream.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly resolutions: { readonly of: (province: string, year: number) => readonly KeptResolution[] };
  }
}

export const resolutionsBoard: Board = {
  projection: resolutionsProjection,
  open({ reader }) {
    const tables = reader(RESOLUTIONS);
    return {
      resolutions: {
        of: (province, year) =>
          tables
            .all<{ value: string }>(
              'SELECT value FROM resolutions WHERE stream = ? ORDER BY resolutionId',
              resolutionsStream(province, year),
            )
            .map(({ value }) => JSON.parse(value) as KeptResolution),
      },
    };
  },
  questions: [resolutions],
};
