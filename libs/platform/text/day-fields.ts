/**
 * The fields that hold a day. Keys are named and not guessed from values: an identifier may look like a date, and
 * `from` is a day in a register and an agency in a transfer. Without imports: the schemas of the API are made by it too.
 */
const DAY_FIELDS: ReadonlySet<string> = new Set([
  'asOf',
  'activeFrom',
  'date',
  'deadline',
  'earliest',
  'firstDay',
  'from',
  'given',
  'is',
  'lastReviewAsOf',
  'latest',
  'missedDeadline',
  'nextDeadline',
  'notified',
  'oldest',
  'on',
  'reportsDueUntil',
  'reportsUntil',
  'retiredFrom',
  'since',
  'today',
  'until',
  'was',
]);
const ON = /[a-z]On$/;

/** Whether a field of this name holds a day when its value is one. */
export function isDayField(key: string): boolean {
  return DAY_FIELDS.has(key) || ON.test(key);
}
