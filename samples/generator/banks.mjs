import { workingDayFrom, workingDayUntil, day } from './days.mjs';

/**
 * How long each bank takes from introduction to payment, in days. Every trait is INVENTED and given to a bank by
 * hand so that the boards have something to show; it says nothing about the real bank of that name.
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

/** The bank that sends back a quarter of the files it gets. */
export const DECLINING_BANK = 'bank-mellat';
/** The bank whose files have waited since the summer. */
export const STALLING_BANK = 'bank-refah';

/** When a file must have been introduced to be paid on that day by that bank. */
export function introducedBefore(chance, bank, paidOn, notBefore = day('03-01')) {
  const [fewest, most] = PACE[bank];
  const introducedOn = workingDayUntil(paidOn - chance.between(fewest, most));
  return Math.min(Math.max(introducedOn, workingDayFrom(notBefore)), paidOn);
}
