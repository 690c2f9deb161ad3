import { POSITION_HEADER } from '../answer/answer.js';

/** What the document says of the header with the position of an answer. */
export const POSITION = {
  [POSITION_HEADER]: {
    description:
      'Position of the log that the answer shows, or that the command reached; to officers of organisations a token ' +
      'that stands for it, another one in each answer.',
    schema: { type: 'string' as const, pattern: '^(-?\\d+|[\\w-]{22})$' },
  },
};
