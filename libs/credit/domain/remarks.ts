import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate } from '@misaq/platform/calendar/plain-date.js';
import type { Remark } from '@misaq/platform/kernel/decision.js';

/** A remark as a sentence. Days are Jalali, as in all sentences. */
export function remarkSentence({ name, figures }: Remark): string {
  const { bankReference, takenBackOn, kind } = figures;
  if (name !== 'payment_taken_back' || typeof bankReference !== 'string' || typeof takenBackOn !== 'string')
    return name.replaceAll('_', ' ');
  const day = parseIsoDate(takenBackOn);
  const why = kind === 'recorded-in-error' ? 'it was recorded in error' : 'the money came back';
  return (
    `The payment ${bankReference} was taken back on ${day === undefined ? takenBackOn : formatJalali(day)} (${why}). ` +
    'Sending it again does not pay it; another payment has a reference of its own.'
  );
}
