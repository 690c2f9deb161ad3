import type { Schemas } from '../../api/questions.js';

/** A file that waits at a bank. */
export type Waiting = Schemas['AllFacilitiesPage']['items'][number];

/** What a bank does with it. */
export type Verb = 'pay' | 'decline';
