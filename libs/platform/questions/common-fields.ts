import { choiceField, cursorField, dayField, positionField, wholeField } from './fields.js';
import { DIRECTIONS, PAGE_DEFAULT, PAGE_MAX } from './pages.js';
import type { GivenPosition } from './positions.js';

/** What every list may be asked for. */
export const pageFields = {
  limit: wholeField({
    optional: true,
    min: 1,
    max: PAGE_MAX,
    example: PAGE_DEFAULT,
    description: 'Items a page.',
  }),
  cursor: cursorField({
    optional: true,
    description: '`next` of the page before, for the same list, filters and order.',
  }),
};

/** Of a list that can be sorted. */
export const directionField = choiceField(DIRECTIONS, {
  optional: true,
  description: 'Rising when left out.',
});

/** Of a board that can be shown as of another day. */
export const asOfField = dayField({
  optional: true,
  description: 'As of the beginning of a day (today when left out), which may lie ahead.',
});

/** A Jalali year by which a list is filtered. */
export const yearFilterField = wholeField({
  optional: true,
  min: 1300,
  max: 1600,
  example: 1401,
  description: 'Jalali year.',
});

/** What every question may be asked for that is read from tables. */
export interface Fresh {
  readonly atLeast?: GivenPosition | undefined;
}

export const freshFields = {
  atLeast: positionField({
    optional: true,
    description:
      'Answer only when at least this position of the log is shown (`position` of the answer of a command); ' +
      'waits for it a few seconds, then answers 503.',
    example: 0,
  }),
};
