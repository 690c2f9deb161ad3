import { anyPublishedDay, day } from '@misaq/platform/calendar/day.fixture.js';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { addDays, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Weekday } from '@misaq/platform/calendar/weekday.js';
import {
  holidaysOfYear,
  holidaysOn,
  isWorkingDay,
  weekdaysOff,
  workingDeadline,
} from '@misaq/platform/calendar/working-calendar.js';
import fc from 'fast-check';
import { decide, evolve, initialCalendar, type WorkingCalendarState } from './calendar.js';
import type { WorkingCalendarCommand } from './commands.js';
import type { WorkingCalendarEvent } from './events.js';
import { workingCalendarRefusals } from './refusals.js';

const context = { today: day('1403-02-10') };

function adopt(from: string, off: readonly string[], reason = 'مصوبه شورا'): WorkingCalendarCommand {
  return { type: 'AdoptWeekProfile', from: day(from), off: off as Weekday[], reason };
}

function start(
  hijriYear: number,
  hijriMonth: number,
  firstDay: string,
  reason?: string,
): WorkingCalendarCommand {
  return {
    type: 'StartLunarMonth',
    hijriYear,
    hijriMonth,
    firstDay: day(firstDay),
    source: 'مرکز تقویم',
    ...(reason === undefined ? {} : { reason }),
  };
}

function close(date: string, reason = 'آلودگی هوا'): WorkingCalendarCommand {
  return { type: 'DeclareClosure', date: day(date), reason };
}

function cancel(date: string, name?: string): WorkingCalendarCommand {
  return {
    type: 'CancelHoliday',
    date: day(date),
    reason: 'مصوبه دولت',
    ...(name === undefined ? {} : { name }),
  };
}

/** Applies commands that must be accepted, one after the other. */
function given(...commands: readonly WorkingCalendarCommand[]) {
  const state = commands.reduce((before, command) => {
    const decision = decide(before, command, context);
    if (decision.kind !== 'accepted') throw new Error(`${command.type} was not accepted`);
    return decision.events.reduce(evolve, before);
  }, initialCalendar());
  return {
    state,
    calendar: state.calendar,
    when: (command: WorkingCalendarCommand) => decide(state, command, context),
  };
}

function refusal(
  state: { when: (command: WorkingCalendarCommand) => unknown },
  command: WorkingCalendarCommand,
) {
  const decision = state.when(command) as ReturnType<typeof decide>;
  return decision.kind === 'refused' ? decision.refusal : decision.kind;
}

describe('the calendar of a province before any revision', () => {
  it('is the shipped one, at revision 0', () => {
    const { calendar } = initialCalendar();
    expect(calendar.revision).toBe(0);
    expect(weekdaysOff(calendar, day('1403-02-02'))).toEqual(['thursday', 'friday']);
  });
});

describe('a week profile', () => {
  it('with only Friday off moves the deadline of 2 Ordibehesht 1403 to the 26th', () => {
    const { calendar } = given(adopt('1403-01-01', ['friday']));
    expect(formatJalali(workingDeadline(calendar, day('1403-02-02'), 20).deadline)).toBe('1403-02-26');
    expect(weekdaysOff(calendar, day('1402-12-29'))).toEqual(['thursday', 'friday']);
    expect(calendar.revision).toBe(1);
  });

  it('may be adopted before an earlier one, and each holds until the next', () => {
    const { calendar } = given(adopt('1404-01-01', ['friday', 'saturday']), adopt('1403-01-01', ['friday']));
    expect(weekdaysOff(calendar, day('1403-06-01'))).toEqual(['friday']);
    expect(weekdaysOff(calendar, day('1404-06-01'))).toEqual(['saturday', 'friday']);
  });

  it('is recorded in the order of the week, each day once', () => {
    expect(given().when(adopt('1403-01-01', ['friday', 'thursday', 'friday']))).toEqual({
      kind: 'accepted',
      events: [
        {
          type: 'WeekProfileAdopted',
          data: { from: day('1403-01-01'), off: ['thursday', 'friday'], reason: 'مصوبه شورا' },
        },
      ],
    });
  });

  it('again with the same days from the same day changes nothing', () => {
    expect(given(adopt('1403-01-01', ['friday'])).when(adopt('1403-01-01', ['friday'], 'دوباره')).kind).toBe(
      'unchanged',
    );
  });

  it('from the same day with other days replaces it', () => {
    const { calendar } = given(
      adopt('1403-01-01', ['friday']),
      adopt('1403-01-01', ['thursday', 'friday'], 'اصلاح'),
    );
    expect(weekdaysOff(calendar, day('1403-06-01'))).toEqual(['thursday', 'friday']);
    expect(calendar.weekProfiles).toHaveLength(2);
    expect(calendar.revision).toBe(2);
  });

  it('with all seven days off is refused', () => {
    const week = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    expect(refusal(given(), adopt('1403-01-01', week))).toEqual({
      name: 'no_working_days',
      figures: { off: week },
    });
  });

  it.each([[['thursday']], [[]]])('without Friday is refused: %j', (off) => {
    expect(refusal(given(), adopt('1403-01-01', off))).toEqual({ name: 'friday_is_off', figures: { off } });
  });

  it('with an invalid day is refused', () => {
    expect(refusal(given(), adopt('1403-01-01', ['friday', 'funday']))).toEqual({
      name: 'invalid_field',
      figures: { field: 'off', code: 'unknown_weekday', value: 'funday' },
    });
  });
});

describe('a lunar month', () => {
  it('that is announced makes its holidays certain', () => {
    const before = given().calendar;
    const { calendar } = given(start(1447, 11, '2026-04-20'), start(1447, 12, '2026-05-19'));
    // 10 Dhu al-Hijja, Eid al-Adha.
    expect(holidaysOn(before, day('2026-05-28')).length + holidaysOn(before, day('2026-05-27')).length).toBe(
      1,
    );
    expect(holidaysOn(calendar, day('2026-05-28'))).toMatchObject([
      { name: 'عید قربان', provisional: false },
    ]);
    expect(calendar.revision).toBe(2);
  });

  it('leaves published months certain', () => {
    const { calendar } = given(start(1449, 3, '2027-08-04'));
    expect(holidaysOfYear(calendar, 1402)).toEqual(holidaysOfYear(given().calendar, 1402));
    expect(holidaysOfYear(calendar, 1402).provisional).toBe(false);
  });

  it('with its recorded first day changes nothing', () => {
    expect(given().when(start(1445, 1, '2023-07-19')).kind).toBe('unchanged');
    expect(given(start(1447, 11, '2026-04-20')).when(start(1447, 11, '2026-04-20', 'دوباره')).kind).toBe(
      'unchanged',
    );
  });

  it('with another first day is refused without a reason', () => {
    expect(refusal(given(), start(1443, 10, '2022-05-02'))).toEqual({
      name: 'conflicts_with_recorded',
      figures: { key: '1443-10', recorded: '2022-05-03', given: '2022-05-02' },
    });
  });

  it('is corrected with a reason, and its holidays move', () => {
    const { calendar } = given(start(1443, 10, '2022-05-02', 'رؤیت هلال'));
    expect(holidaysOn(calendar, day('2022-05-02'))[0]?.name).toBe('عید فطر');
    expect(isWorkingDay(given().calendar, day('2022-05-02'))).toBe(true);
  });

  it.each([
    ['2026-04-17', 'refused'],
    ['2026-04-18', 'accepted'],
    ['2026-04-19', 'accepted'],
    ['2026-04-20', 'accepted'],
    ['2026-04-21', 'accepted'],
    ['2026-04-22', 'refused'],
  ])('after Shawwal 1447, which began on 2026-03-21, beginning on %s is %s', (firstDay, kind) => {
    expect(given().when(start(1447, 11, firstDay)).kind).toBe(kind);
  });

  it('that cannot begin on that day is refused with the possible days', () => {
    expect(refusal(given(), start(1443, 10, '2022-05-13', 'اشتباه'))).toEqual({
      name: 'month_start_implausible',
      figures: {
        hijriMonth: '1443-10',
        firstDay: '2022-05-13',
        earliest: '2022-05-01',
        latest: '2022-05-04',
      },
    });
  });

  it('of a distant year is checked against the arithmetical calendar', () => {
    expect(refusal(given(), start(1450, 1, '2029-05-25'))).toMatchObject({ name: 'month_start_implausible' });
    expect(given().when(start(1450, 1, '2028-05-26')).kind).toBe('accepted');
  });

  it.each([
    [1445, 0, 'hijriMonth'],
    [1445, 13, 'hijriMonth'],
    [1445, 1.5, 'hijriMonth'],
    [1329, 1, 'hijriYear'],
    [1661, 1, 'hijriYear'],
    [NaN, 1, 'hijriYear'],
  ])('named %d/%d is refused', (year, month, field) => {
    expect(refusal(given(), start(year, month, '2024-01-01'))).toMatchObject({
      name: 'invalid_field',
      figures: { field, code: 'out_of_range' },
    });
  });

  it('needs a source', () => {
    const command = { ...start(1447, 11, '2026-04-20'), source: ' ' } as WorkingCalendarCommand;
    expect(refusal(given(), command)).toMatchObject({
      name: 'invalid_field',
      figures: { field: 'source', code: 'empty' },
    });
  });
});

describe('a closure', () => {
  it('makes a day in the past or future a day off', () => {
    const { calendar } = given(close('1402-10-10'), close('1403-05-07', 'گرما'));
    expect(isWorkingDay(calendar, day('1402-10-10'))).toBe(false);
    expect(holidaysOn(calendar, day('1403-05-07'))).toMatchObject([{ name: 'گرما', kind: 'closure' }]);
  });

  it('of a day that is already closed changes nothing', () => {
    expect(given(close('1403-05-07')).when(close('1403-05-07', 'گرما')).kind).toBe('unchanged');
  });

  it('may be withdrawn, and declared again', () => {
    const withdrawn = given(close('1403-05-07'), cancel('1403-05-07'));
    expect(isWorkingDay(withdrawn.calendar, day('1403-05-07'))).toBe(true);
    const again = given(close('1403-05-07'), cancel('1403-05-07'), close('1403-05-07'));
    expect(isWorkingDay(again.calendar, day('1403-05-07'))).toBe(false);
  });

  it('that was withdrawn does not cancel a holiday that falls on its day later', () => {
    // Arbaeen of 1448 is estimated for Wednesday 14 Mordad 1405. When Safar begins a day earlier, it is on the 13th.
    const withdrawn = [close('1405-05-13', 'گرما'), cancel('1405-05-13')];
    expect(given(...withdrawn).when(cancel('1405-05-13')).kind).toBe('unchanged');
    const { calendar } = given(...withdrawn, start(1448, 2, '2026-07-16'));
    expect(holidaysOn(calendar, day('1405-05-13'))).toMatchObject([{ englishName: 'Arbaeen' }]);
    expect(isWorkingDay(calendar, day('1405-05-13'))).toBe(false);
  });

  it('may be withdrawn by its reason, and the holiday of the day stays', () => {
    const { calendar } = given(close('1403-11-22', 'برف سنگین'), cancel('1403-11-22', 'برف سنگین'));
    expect(holidaysOn(calendar, day('1403-11-22'))).toMatchObject([{ kind: 'fixed' }]);
  });

  it('stays when the holiday of its day is cancelled by name', () => {
    const { calendar } = given(close('1403-11-22', 'برف'), cancel('1403-11-22', 'پیروزی انقلاب اسلامی'));
    expect(holidaysOn(calendar, day('1403-11-22'))).toMatchObject([{ name: 'برف', kind: 'closure' }]);
  });
});

describe('the cancellation of a holiday', () => {
  // In the printed calendar of 1401, Shawwal 1443 began a day before its crescent was seen. So 25 Shawwal, the day of
  // Imam Sadiq, was printed on Thursday 5 Khordad. That holiday was cancelled in the middle of the year.
  const onlyFriday = adopt('1401-01-01', ['friday']);
  const asPrinted = start(1443, 10, '2022-05-02', 'تقویم چاپی');

  it('makes 5 Khordad 1401 a working day, which the printed calendar had as a holiday', () => {
    const printed = given(onlyFriday, asPrinted);
    expect(isWorkingDay(printed.calendar, day('1401-03-05'))).toBe(false);
    const cancelled = given(onlyFriday, asPrinted, cancel('1401-03-05'));
    expect(isWorkingDay(cancelled.calendar, day('1401-03-05'))).toBe(true);
  });

  it('is not needed on 5 Khordad 1401 with the observed month, and is refused', () => {
    expect(isWorkingDay(given(onlyFriday).calendar, day('1401-03-05'))).toBe(true);
    expect(refusal(given(onlyFriday), cancel('1401-03-05'))).toMatchObject({ name: 'not_a_holiday' });
    expect(holidaysOn(given().calendar, day('1401-03-06'))).toMatchObject([
      { englishName: 'Martyrdom of Imam Sadiq' },
    ]);
  });

  it('by name leaves the other holiday of the day', () => {
    const { calendar } = given(cancel('1405-01-01', 'عید فطر'));
    expect(holidaysOn(calendar, day('1405-01-01')).map(({ name }) => name)).toEqual(['عید نوروز']);
  });

  it.each(['عيد فطر', ' عید  فطر ', 'eid al-fitr'])('finds the holiday in any spelling: %s', (name) => {
    expect(given().when(cancel('1405-01-01', name))).toMatchObject({
      kind: 'accepted',
      events: [{ data: { name: 'عید فطر' } }],
    });
  });

  it.each([
    [[cancel('1403-11-22')], cancel('1403-11-22')],
    [[cancel('1403-11-22')], cancel('1403-11-22', 'پیروزی انقلاب اسلامی')],
    [[cancel('1403-11-22', 'پیروزی انقلاب اسلامی')], cancel('1403-11-22', 'پيروزى انقلاب اسلامى')],
    [[cancel('1403-11-22', 'پیروزی انقلاب اسلامی')], cancel('1403-11-22')],
    [[cancel('1405-01-01', 'عید فطر')], cancel('1405-01-01', 'Eid al-Fitr')],
    [[close('1403-05-07', 'گرما'), cancel('1403-05-07', 'گرما')], cancel('1403-05-07', 'گرما')],
  ])('a second time changes nothing (%#)', (before, again) => {
    expect(given(...before).when(again).kind).toBe('unchanged');
  });

  it('of a day without holiday is refused', () => {
    expect(refusal(given(), cancel('1403-02-16'))).toEqual({
      name: 'not_a_holiday',
      figures: { date: '2024-05-05', holidays: [] },
    });
    // The week has Friday off, which no cancellation changes.
    expect(refusal(given(), cancel('1403-02-14'))).toMatchObject({ name: 'not_a_holiday' });
  });

  it("under another name than the day's is refused with the names of the day", () => {
    expect(refusal(given(cancel('1405-01-02')), cancel('1405-01-01', 'عید قربان'))).toEqual({
      name: 'not_a_holiday',
      figures: { date: '2026-03-21', name: 'عید قربان', holidays: ['عید نوروز', 'عید فطر'] },
    });
  });
});

describe('every act', () => {
  const acts: readonly WorkingCalendarCommand[] = [
    adopt('1403-01-01', ['friday']),
    start(1447, 11, '2026-04-20', 'رؤیت هلال'),
    close('1403-05-07'),
    cancel('1403-11-22'),
  ];

  it.each(['2024-99-99', '2023-02-29', '', 5, null, undefined])(
    'on %j, which is no day, is refused',
    (date) => {
      expect(refusal(given(), { ...close('1403-05-07'), date } as never)).toMatchObject({
        name: 'invalid_field',
      });
    },
  );

  it('without its reason or its days off is refused', () => {
    expect(refusal(given(), { type: 'DeclareClosure', date: day('1403-05-07') } as never)).toMatchObject({
      name: 'invalid_field',
      figures: { field: 'reason' },
    });
    expect(
      refusal(given(), { type: 'AdoptWeekProfile', from: day('1403-05-07'), reason: 'x' } as never),
    ).toMatchObject({
      name: 'invalid_field',
      figures: { field: 'off' },
    });
  });

  it.each(acts.map((act) => [act.type, act] as const))('has a readable reason: %s', (_type, act) => {
    for (const [reason, code] of [
      ['  ', 'empty'],
      ['x'.repeat(2_001), 'too_long'],
      ['\u202eabc', 'bidi_control'],
      ['a\u0000b', 'control_character'],
    ] as const) {
      expect(refusal(given(), { ...act, reason })).toMatchObject({
        name: 'invalid_field',
        figures: { field: 'reason', code },
      });
    }
  });

  it.each(['1850-01-01', '2300-01-01'] as PlainDate[])('is for a day of the calendar, not for %s', (date) => {
    const outside: readonly WorkingCalendarCommand[] = [
      { type: 'AdoptWeekProfile', from: date, off: ['friday'], reason: 'x' },
      { type: 'StartLunarMonth', hijriYear: 1445, hijriMonth: 1, firstDay: date, source: 'x', reason: 'x' },
      { type: 'DeclareClosure', date, reason: 'x' },
      { type: 'CancelHoliday', date, reason: 'x' },
    ];
    for (const command of outside) {
      expect(refusal(given(), command)).toMatchObject({
        name: 'invalid_field',
        figures: { code: 'out_of_range', value: date },
      });
    }
  });

  it('does not change the earlier calendar object', () => {
    for (const act of acts) {
      const before = initialCalendar();
      const seen = holidaysOfYear(before.calendar, 1403);
      const events = given().when(act) as { events: readonly WorkingCalendarEvent[] };
      events.events.reduce(evolve, before);
      expect(before).toEqual(initialCalendar());
      expect(holidaysOfYear(before.calendar, 1403)).toEqual(seen);
    }
  });

  it('delivered one to eight times has one effect, and the revision is the number of events', () => {
    const anyAct = fc.oneof(
      anyPublishedDay.map((from): WorkingCalendarCommand => adopt(from, ['friday'])),
      anyPublishedDay.map((date): WorkingCalendarCommand => close(date)),
      anyPublishedDay.map((date): WorkingCalendarCommand => cancel(date)),
      fc
        .tuple(
          fc.integer({ min: 1442, max: 1446 }),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: -2, max: 2 }),
        )
        .map(([year, month, days]): WorkingCalendarCommand => {
          const known = initialCalendar().calendar.lunarMonths.get(
            `${year}-${String(month).padStart(2, '0')}`,
          )!;
          return start(year, month, addDays(known, days), 'رؤیت هلال');
        }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyAct, fc.integer({ min: 1, max: 8 })), { maxLength: 20 }),
        (deliveries) => {
          let state: WorkingCalendarState = initialCalendar();
          let events = 0;
          for (const [act, times] of deliveries) {
            for (let time = 1; time <= times; time += 1) {
              const decision = decide(state, act, context);
              if (decision.kind === 'accepted') {
                expect(time).toBe(1);
                state = decision.events.reduce(evolve, state);
                events += decision.events.length;
              }
            }
          }
          expect(state.calendar.revision).toBe(events);
        },
      ),
    );
  });
});

describe('the refusals', () => {
  it('each have a sentence of explanation', () => {
    for (const { en } of Object.values(workingCalendarRefusals)) expect(en).toMatch(/^[A-Z].*\.$/);
  });
});
