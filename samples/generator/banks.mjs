import { workingDayFrom, workingDayUntil, day } from './days.mjs';

/**
 * How many days each bank takes from introduction to payment. Every trait is INVENTED and assigned to a bank by hand,
 * so that the boards have something to show. It says nothing about the real bank of that name.
 */
export const PACE = {
  'post-bank': [2, 7],
  'bank-mehr-iran': [2, 7],
  'bank-resalat': [2, 7],
  'bank-keshavarzi': [9, 24],
  'bank-melli': [10, 26],
  'bank-sepah': [10, 26],
  'bank-toseeh-taavon': [9, 22],
  'bank-sanat-madan': [10, 26],
  'bank-maskan': [10, 26],
  'bank-mellat': [14, 30],
  'bank-saderat': [26, 64],
  'bank-tejarat': [28, 66],
  'bank-refah': [105, 150],
};

/** The bank that declines a quarter of its facilities. */
export const DECLINING_BANK = 'bank-mellat';
/** The bank whose facilities have waited since the summer. */
export const STALLING_BANK = 'bank-refah';

/** When a facility must have been introduced, to be paid by this bank on this day. */
export function introducedBefore(chance, bank, paidOn, notBefore = day('03-01')) {
  const [fewest, most] = PACE[bank];
  const introducedOn = workingDayUntil(paidOn - chance.between(fewest, most));
  return Math.min(Math.max(introducedOn, workingDayFrom(notBefore)), paidOn);
}
