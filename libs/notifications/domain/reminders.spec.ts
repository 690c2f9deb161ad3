import { day } from '@misaq/platform/calendar/day.fixture.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import {
  adopt,
  allocate,
  bn,
  bnText,
  DEADLINE,
  NOTIFIED,
  on,
  paid,
  poolAfter,
  type Doing,
} from '@misaq/credit/domain/credit.fixture.js';
import { review } from '@misaq/credit/domain/review.js';
import { figuresOf } from '@misaq/credit/domain/state.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import { markFor, nearDeadlines } from './near-deadlines.js';
import { decideReminder, evolveReminders, initialReminders, type RemindOfDeadline } from './reminders.js';

function nearOn(today: PlainDate, ...doings: readonly Doing[]) {
  return nearDeadlines(review(figuresOf(poolAfter(...doings)), today, shippedCalendar()), shippedCalendar());
}

describe('remaining working days', () => {
  it.each([
    [20, undefined],
    [11, undefined],
    [10, 10],
    [6, 10],
    [5, 5],
    [2, 5],
    [1, 1],
    [0, 1],
  ])('%i reach the mark %s', (left, mark) => {
    expect(markFor(left)).toBe(mark);
  });
});

describe('a lot comes near its deadline', () => {
  const pool = allocate('behzisti', bn(505));

  it('when 10 working days are left, including the day of the reminder', () => {
    const mornings: [day: string, left: number | undefined][] = [];
    for (let each = NOTIFIED; each <= addDays(DEADLINE, 1); each = addDays(each, 1)) {
      const [near] = nearOn(each, pool);
      if (near?.workingDaysLeft !== mornings.at(-1)?.[1]) mornings.push([each, near?.workingDaysLeft]);
    }
    // 31 Ordibehesht back to the tenth working day before it, over 14, 21 and 28 (Fridays) and the days before.
    expect(mornings.map(([, left]) => left)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, undefined]);
    expect(mornings.at(-1)?.[0]).toBe(addDays(DEADLINE, 1));
  });

  it('with its unpaid amount', () => {
    expect(nearOn(DEADLINE, pool, ...paid('behzisti', bn(272)))).toEqual([
      {
        lotId: 'behzisti-1',
        agency: 'behzisti',
        deadline: DEADLINE,
        mark: 1,
        workingDaysLeft: 1,
        provisional: false,
        unpaidRial: bnText(233),
      },
    ]);
  });

  it('but not when it is fully paid', () => {
    expect(nearOn(DEADLINE, pool, ...paid('behzisti', bn(505)))).toEqual([]);
  });

  it('also when its clock ends on a day off', () => {
    const friday = day('1403-02-28');
    const until = adopt({ clock: { kind: 'until', date: friday, graceWorkingDays: 5 } });
    expect(nearOn(friday, until, on(NOTIFIED, pool))).toMatchObject([
      { deadline: friday, mark: 1, workingDaysLeft: 0 },
    ]);
  });
});

const { given } = scenarios(initialReminders, evolveReminders, decideReminder);

function remind(mark: 10 | 5 | 1, workingDaysLeft: number = mark, deadline = DEADLINE): RemindOfDeadline {
  return {
    type: 'RemindOfDeadline',
    pool: 'p',
    lotId: 'lot-1',
    agency: 'behzisti',
    deadline,
    mark,
    workingDaysLeft,
    provisional: false,
    unpaidRial: '1000',
    on: NOTIFIED,
    waiting: [{ bank: 'bank-melli', facilities: 2, waitingRial: '500' }],
  };
}

describe('a reminder', () => {
  const answer = given().when(remind(10));
  const tenDays = answer.kind === 'accepted' ? answer.events : [];

  it('goes to the agency, and to each bank at which its applicants wait', () => {
    expect(tenDays).toMatchObject([
      { type: 'LotDeadlineNear', data: { agency: 'behzisti', unpaidRial: '1000', workingDaysLeft: 10 } },
      { type: 'BankDeadlineNear', data: { bank: 'bank-melli', facilities: 2, waitingRial: '500' } },
    ]);
    expect(tenDays[1]?.data).not.toHaveProperty('unpaidRial');
  });

  it('is raised once for a mark, whatever the later figures', () => {
    expect(given(...tenDays).when({ ...remind(10, 9), unpaidRial: '7' })).toEqual({ kind: 'unchanged' });
  });

  it('is not raised after a nearer one', () => {
    const near = given().when(remind(1));
    const oneDay = near.kind === 'accepted' ? near.events : [];
    expect(given(...oneDay).when(remind(5))).toEqual({ kind: 'unchanged' });
    expect(given(...tenDays).when(remind(5)).kind).toBe('accepted');
  });

  it('is raised again when the lot was extended', () => {
    expect(given(...tenDays).when(remind(10, 10, addDays(DEADLINE, 30))).kind).toBe('accepted');
  });
});
