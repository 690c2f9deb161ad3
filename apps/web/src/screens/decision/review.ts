import type { Schemas } from '../../api/questions.js';

/** A review with everything it was decided on. */
export type Review = Schemas['ReviewDetailItem'];
