/** What the process that handles a workbook prints. Memory is what it grew by, from before to its peak. */
export interface WorkbookFigures {
  readonly rows: number;
  readonly seconds: number;
  readonly moreMemoryMb: number;
}
