import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import { STEPS_FREE, STEPS_PER_BYTE } from './limits.js';

/**
 * Limits the work that a workbook causes by the size of its file, however much its archive inflates to. A step is an
 * element, an attribute, a cell of a row, or {@link UNITS_A_STEP} characters.
 */
export interface Cost {
  /** @throws UnreadableSpreadsheetError when the file causes more work than its size allows */
  steps(count: number): void;
  /** Counts the steps of this many characters or bytes. @throws UnreadableSpreadsheetError */
  text(length: number): void;
}

/** An element takes about as long as this many characters. */
const UNITS_A_STEP = 64;

/** @param fileBytes size of the file as sent */
export function createCost(fileBytes: number): Cost {
  let left = STEPS_FREE + STEPS_PER_BYTE * fileBytes;

  function steps(count: number): void {
    left -= count;
    if (left < 0)
      throw new UnreadableSpreadsheetError(
        'The workbook holds far more rows, cells or text than a table of its size; copy the table into a new workbook.',
      );
  }

  return {
    steps,
    text: (length) => {
      steps(length / UNITS_A_STEP);
    },
  };
}
