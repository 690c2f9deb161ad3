/** Why a day is a holiday: a day of the solar year, a day of the lunar year, or a closure that was declared. */
export type HolidayKind = 'fixed' | 'lunar' | 'closure';

export interface Holiday {
  /** In Persian. For a closure, its declared reason. */
  readonly name: string;
  readonly englishName: string;
  readonly kind: HolidayKind;
  /** It depends on an estimated lunar month and may turn out to be a day earlier or later. */
  readonly provisional: boolean;
}

interface HolidayName {
  readonly name: string;
  readonly englishName: string;
}

export interface FixedHoliday extends HolidayName {
  /** Jalali month and day. */
  readonly month: number;
  readonly day: number;
}

export interface LunarHoliday extends HolidayName {
  readonly month: number;
  /** `last`: the 29th or the 30th, whichever is the last day of the month. */
  readonly day: number | 'last';
}

/**
 * The official holidays of Iran in the years with shipped lunar months. Exceptions of one year or one province are
 * recorded as closures or cancellations.
 */
export const FIXED_HOLIDAYS: readonly FixedHoliday[] = [
  { month: 1, day: 1, name: 'عید نوروز', englishName: 'Nowruz' },
  { month: 1, day: 2, name: 'عید نوروز', englishName: 'Nowruz' },
  { month: 1, day: 3, name: 'عید نوروز', englishName: 'Nowruz' },
  { month: 1, day: 4, name: 'عید نوروز', englishName: 'Nowruz' },
  { month: 1, day: 12, name: 'روز جمهوری اسلامی', englishName: 'Islamic Republic Day' },
  { month: 1, day: 13, name: 'روز طبیعت', englishName: 'Nature Day' },
  { month: 3, day: 14, name: 'رحلت امام خمینی', englishName: 'Passing of Imam Khomeini' },
  { month: 3, day: 15, name: 'قیام ۱۵ خرداد', englishName: 'Uprising of 15 Khordad' },
  { month: 11, day: 22, name: 'پیروزی انقلاب اسلامی', englishName: 'Victory of the Islamic Revolution' },
  { month: 12, day: 29, name: 'روز ملی شدن صنعت نفت', englishName: 'Nationalisation of the Oil Industry' },
  // Exists in leap years only. Without it a single working day would be between two holidays.
  { month: 12, day: 30, name: 'آخرین روز سال کبیسه', englishName: 'Last day of a leap year' },
];

export const LUNAR_HOLIDAYS: readonly LunarHoliday[] = [
  { month: 1, day: 9, name: 'تاسوعای حسینی', englishName: 'Tasua' },
  { month: 1, day: 10, name: 'عاشورای حسینی', englishName: 'Ashura' },
  { month: 2, day: 20, name: 'اربعین حسینی', englishName: 'Arbaeen' },
  {
    month: 2,
    day: 28,
    name: 'رحلت پیامبر اکرم و شهادت امام حسن مجتبی',
    englishName: 'Passing of the Prophet and martyrdom of Imam Hasan',
  },
  { month: 2, day: 'last', name: 'شهادت امام رضا', englishName: 'Martyrdom of Imam Reza' },
  { month: 3, day: 8, name: 'شهادت امام حسن عسکری', englishName: 'Martyrdom of Imam Hasan al-Askari' },
  {
    month: 3,
    day: 17,
    name: 'میلاد پیامبر اکرم و امام جعفر صادق',
    englishName: 'Birth of the Prophet and of Imam Sadiq',
  },
  { month: 6, day: 3, name: 'شهادت حضرت فاطمه', englishName: 'Martyrdom of Fatima' },
  { month: 7, day: 13, name: 'ولادت امام علی', englishName: 'Birth of Imam Ali' },
  { month: 7, day: 27, name: 'مبعث پیامبر اکرم', englishName: 'Mission of the Prophet' },
  { month: 8, day: 15, name: 'ولادت حضرت قائم', englishName: 'Birth of the Twelfth Imam' },
  { month: 9, day: 21, name: 'شهادت امام علی', englishName: 'Martyrdom of Imam Ali' },
  { month: 10, day: 1, name: 'عید فطر', englishName: 'Eid al-Fitr' },
  { month: 10, day: 2, name: 'تعطیل دوم عید فطر', englishName: 'Second day of Eid al-Fitr' },
  { month: 10, day: 25, name: 'شهادت امام جعفر صادق', englishName: 'Martyrdom of Imam Sadiq' },
  { month: 12, day: 10, name: 'عید قربان', englishName: 'Eid al-Adha' },
  { month: 12, day: 18, name: 'عید غدیر خم', englishName: 'Eid al-Ghadir' },
];
