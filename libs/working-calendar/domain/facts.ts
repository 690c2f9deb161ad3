import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { weekdayInPersian } from '@misaq/platform/calendar/weekday.js';
import { type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { inPersianDigits, named, persianDay, persianList } from '@misaq/platform/kernel/persian.js';
import type { WorkingCalendarEvent } from './events.js';

export const workingCalendarFacts: FactsOf<WorkingCalendarEvent> = shownOn<FactsOf<WorkingCalendarEvent>>(
  { name: 'calendar' },
  {
    WeekProfileAdopted: {
      on: ({ from }) => from,
      sentence: {
        en: ({ from, off }) => `From ${formatJalali(from)} the week has off: ${off.join(', ')}`,
        fa: ({ from, off }) =>
          `از تاریخ ${persianDay(from)} روزهای تعطیل هفته: ${persianList(off.map(weekdayInPersian))}`,
      },
    },
    LunarMonthStarted: {
      on: ({ firstDay }) => firstDay,
      sentence: {
        en: ({ hijriYear, hijriMonth, firstDay, source }) =>
          `Lunar month ${hijriYear}-${twoDigits(hijriMonth)} began on ${formatJalali(firstDay)}, as announced by ${source}`,
        fa: ({ hijriYear, hijriMonth, firstDay, source }) =>
          `ماه قمری ${inPersianDigits(`${String(hijriYear)}/${twoDigits(hijriMonth)}`)} به اعلام ${named(source)} در تاریخ ${persianDay(firstDay)} آغاز شد`,
      },
    },
    ClosureDeclared: {
      on: ({ date }) => date,
      sentence: {
        en: ({ date }) => `${formatJalali(date)} was declared a day off`,
        fa: ({ date }) => `${persianDay(date)} تعطیل اعلام شد`,
      },
    },
    HolidayCancelled: {
      on: ({ date }) => date,
      sentence: {
        en: ({ date, name }) =>
          `${name === undefined ? 'The holiday' : `The holiday “${name}”`} of ${formatJalali(date)} was cancelled`,
        fa: ({ date, name }) =>
          `${name === undefined ? 'تعطیلی روز' : `تعطیلی «${named(name)}» در روز`} ${persianDay(date)} لغو شد`,
      },
    },
  },
);

function twoDigits(month: number): string {
  return String(month).padStart(2, '0');
}
