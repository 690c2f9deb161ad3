/** The kinds of notifications to organisations. */
export const NOTIFICATION_KINDS = [
  'lot-deadline-near',
  'bank-deadline-near',
  'review-proposes',
  'credit-reallocated',
  'reallocation-reversed',
  'job-rejected',
  'payment-contested',
  'webhook-suspended',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
