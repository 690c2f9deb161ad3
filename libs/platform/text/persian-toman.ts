import { inPersianDigits } from '@misaq/platform/kernel/persian.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import { percent, toman } from './toman.js';

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/ bn$/, ' میلیارد'],
  [/ m$/, ' میلیون'],
];

/** «۲۳۳٫۰ میلیارد تومان»: truncated as in {@link toman}, never rounded up. */
export function tomanInPersian(rial: Rial | string): string {
  return `${persianFigure(UNITS.reduce((text, [unit, word]) => text.replace(unit, word), toman(rial)))} تومان`;
}

/** 5386 → «۵۳٫۸۶٪»; basis points come truncated. */
export function persianPercent(basisPoints: number | null | undefined): string {
  return persianFigure(percent(basisPoints).replace(' %', '٪'));
}

function persianFigure(text: string): string {
  return inPersianDigits(text.replaceAll(',', '٬').replace('.', '٫').replace('−', '\u200e−'));
}
