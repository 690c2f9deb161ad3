import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isDayField } from './day-fields.js';

/** What an event or a read model calls a day, when its value is one (or is empty). */
function dayUnder(key: string, value: unknown): PlainDate | null | undefined {
  if (!isDayField(key)) return undefined;
  if (value === null) return key === 'from' || key === 'on' ? undefined : null;
  return typeof value === 'string' ? parseIsoDate(value) : undefined;
}

/**
 * The form in which values leave the program: days Jalali under their name and ISO under the name + `Iso`, amounts as
 * decimal strings, positions of the log as numbers (a log has fewer than 2^53 events), nothing undefined. Something that names its Jalali day itself (`{jalali, date}`) stays as it is.
 */
export function presentable(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(presentable);
  if (typeof value !== 'object' || value === null) return value;
  if ('jalali' in value) return value;
  const shown: Record<string, unknown> = {};
  const fields = value as Readonly<Record<string, unknown>>;
  // Not by entries: a pair for each field took a third of the time (measured).
  for (const key of Object.keys(fields)) {
    const item = fields[key];
    if (item === undefined) continue;
    const day = dayUnder(key, item);
    if (key === 'position' && typeof item === 'bigint') shown[key] = Number(item);
    else if (key === 'holidaysSkipped' && Array.isArray(item)) shown[key] = item.map(skippedHoliday);
    else if (day === undefined) shown[key] = presentable(item);
    else {
      shown[key] = day === null ? null : formatJalali(day);
      shown[`${key}Iso`] = day;
    }
  }
  return shown;
}

/**
 * The reverse of {@link presentable}, of a value that came as JSON: days are ISO under their own name again, positions
 * whole. What `presentable` makes of the result is the same JSON.
 */
export function unpresented(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpresented);
  if (typeof value !== 'object' || value === null || 'jalali' in value) return value;
  const own = new Map(Object.entries(value));
  const plain = [...own].flatMap(([key, item]): readonly (readonly [string, unknown])[] => {
    if (key.endsWith(ISO) && isDayField(key.slice(0, -ISO.length)) && own.has(key.slice(0, -ISO.length)))
      return [];
    if (isDayField(key) && own.has(`${key}${ISO}`)) return [[key, own.get(`${key}${ISO}`)]];
    if (key === 'position' && Number.isSafeInteger(item)) return [[key, BigInt(item as number)]];
    return [[key, unpresented(item)]];
  });
  return Object.fromEntries(plain);
}

/** What stands behind the name of a day where it is given in ISO. */
const ISO = 'Iso';

/** In a recorded trace the holidays that a clock passed over are plain days. */
function skippedHoliday(item: unknown): unknown {
  const date = typeof item === 'string' ? parseIsoDate(item) : undefined;
  return date === undefined ? presentable(item) : { jalali: formatJalali(date), date };
}

/** Every Jalali day of a list of ISO days with the names that holidays of these days bear. */
export function holidaysShown(
  dates: readonly PlainDate[],
  named: readonly { readonly date: PlainDate; readonly names: readonly string[] }[],
): readonly { jalali: string; date: PlainDate; names: readonly string[] }[] {
  return dates.map((date) => ({
    jalali: formatJalali(date),
    date,
    names: named.find((holiday) => holiday.date === date)?.names ?? [],
  }));
}
