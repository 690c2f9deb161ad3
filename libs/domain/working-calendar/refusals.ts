/** Why the calendar says no. The figures of each are named after the dash. */
export const workingCalendarRefusals = {
  /** {field, code, value} */
  invalid_field:
    'A field is empty, too long, out of its range, or holds characters that change how text is read.',
  /** {off} */
  no_working_days: 'A week needs at least one working day.',
  /** {off} */
  friday_is_off: 'Friday is off everywhere in Iran, so every week profile has it off.',
  /** {hijriMonth, firstDay, earliest, latest} */
  month_start_implausible:
    'A lunar month has 29 or 30 days; with this first day the month or its neighbour would be too short or too long.',
  /** {key, recorded, given} */
  conflicts_with_recorded:
    'Something else is recorded already under the same key. Give a reason to correct a first day.',
  /** {date, name?, holidays} */
  not_a_holiday: 'Nothing can be cancelled on this day: it is no holiday, or not the one that was named.',
} as const;

export type WorkingCalendarRefusalName = keyof typeof workingCalendarRefusals;
