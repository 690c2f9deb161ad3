import type { Board } from '@misaq/platform/questions/board.js';
import { IMPORTS, importsProjection } from './projection.js';
import { type ImportQuestions, importQuestions } from './queries.js';
import { importedFile, importedFiles } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly imports: ImportQuestions;
  }
}

/** The files that were applied. */
export const importsBoard: Board = {
  projection: importsProjection,
  place: 9,
  open: ({ reader }) => ({ imports: importQuestions(reader(IMPORTS)) }),
  questions: [importedFiles, importedFile],
};
