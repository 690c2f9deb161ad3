import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { accepted, refused } from '@misaq/platform/kernel/decision.js';
import { type CheckContext, decideCheck, evolveChecks, initialChecks, type RecordCheck } from './checks.js';

const today = plainDate('2023-01-22');
const context: CheckContext = { today, limits: { rows: 1_000, persons: 10 } };
const check = (rows: number, persons = 0): RecordCheck => ({
  type: 'RecordCheck',
  principalId: 'labour-1',
  kind: persons > 0 ? 'jobs' : 'payments',
  rows,
  persons,
  why: 'dry-run',
});
const recorded = ({ type: _, ...data }: RecordCheck, on = today) =>
  ({ type: 'FileChecked', data: { ...data, on } }) as const;
const after = (...checks: readonly RecordCheck[]) =>
  checks.map((each) => recorded(each)).reduce(evolveChecks, initialChecks());

describe('A check of a file', () => {
  it('is recorded with the day for which it counts', () => {
    expect(decideCheck(initialChecks(), check(3, 2), context)).toEqual(accepted(recorded(check(3, 2))));
  });

  it('is recorded up to the limit, and refused beyond it', () => {
    expect(decideCheck(after(check(400, 4)), check(600, 6), context).kind).toBe('accepted');
    expect(decideCheck(after(check(400)), check(601), context)).toEqual(
      refused('checks_used_up', { counted: 'rows', limit: 1_000, used: 400, given: 601 }),
    );
    expect(decideCheck(after(check(1, 4)), check(1, 7), context)).toEqual(
      refused('checks_used_up', { counted: 'persons', limit: 10, used: 4, given: 7 }),
    );
  });

  it('counts as a hundred rows at least, so that a day has a bounded number of them', () => {
    const nine = Array.from({ length: 9 }, () => check(0));
    expect(decideCheck(after(...nine), check(100), context).kind).toBe('accepted');
    expect(decideCheck(after(...nine, check(0)), check(0), context)).toMatchObject({
      refusal: { name: 'checks_used_up', figures: { used: 1_000, given: 100 } },
    });
  });

  it('that names nobody is not held to the limit of persons', () => {
    expect(decideCheck(after(check(1, 10)), check(1), context).kind).toBe('accepted');
  });

  it('counts for its own day', () => {
    const tomorrow = plainDate('2023-01-23');
    const full = after(check(1_000, 10));
    expect(decideCheck(full, check(1_000, 10), { ...context, today: tomorrow }).kind).toBe('accepted');
    expect(evolveChecks(full, recorded(check(5, 1), tomorrow))).toEqual({
      on: tomorrow,
      rows: 100,
      persons: 1,
    });
  });

  it('has no bound where the limit is 0', () => {
    const limits = { rows: 0, persons: 0 };
    expect(decideCheck(after(check(1_000, 10)), check(9_999, 99), { today, limits }).kind).toBe('accepted');
  });
});
