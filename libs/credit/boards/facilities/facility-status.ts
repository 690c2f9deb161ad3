export const FACILITY_STATUSES = [
  'waiting',
  'paid-in-part',
  'paid',
  'declined',
  'withdrawn',
  'closed',
] as const;

export type FacilityStatus = (typeof FACILITY_STATUSES)[number];
