import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import { STEPS_FREE, STEPS_PER_BYTE } from './limits.js';

/**
 * Counts the work that a workbook causes, so that a small file causes little, however much its archive inflates to. A
 * step is an element, an attribute, a cell of a row, or {@link UNITS_A_STEP} characters.
 */
export interface Cost {
  /** @throws UnreadableSpreadsheetError when the file costs more than a file of its size may */
  steps(count: number): void;
  /** The steps of so many characters or bytes. @throws UnreadableSpreadsheetError */
  text(length: number): void;
}

/** An element takes about as long as so many characters. */
const UNITS_A_STEP = 64;

/** @param fileBytes of the file as it was sent */
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
