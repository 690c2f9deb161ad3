/**
 * The names of all read models, in the order in which they receive an event. They are apart from the projections, so
 * that help can list them without loading SQLite.
 */
export const READ_MODEL_NAMES = [
  'register',
  'access',
  'credit-board',
  'commitment-board',
  'bank-board',
  'reviews',
  'facilities',
  'jobs',
  'imports',
  'history',
  'notifications',
] as const;
