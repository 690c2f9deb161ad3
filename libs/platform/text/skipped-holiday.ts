/** A holiday that a clock passed over; it names its day in both calendars itself. */
export interface SkippedHolidayItem {
  readonly jalali: string;
  readonly date: string;
  readonly names: readonly string[];
}
