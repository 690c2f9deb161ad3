/** The file cannot be read as a spreadsheet. `message` is a sentence for the person who sent it. */
export class UnreadableSpreadsheetError extends Error {
  override readonly name = 'UnreadableSpreadsheetError';
}
