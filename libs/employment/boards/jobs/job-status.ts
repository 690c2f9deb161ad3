export const JOB_STATUSES = [
  'registered',
  'verified-1',
  'verified-2',
  'verified-3',
  'rejected',
  'ended',
  'voided',
] as const;

/** An ended job existed and stays in the count; a rejected or voided one does not. */
export type JobStatusOnList = (typeof JOB_STATUSES)[number];

/** Whether fulfilment counts a job. */
export function isCounted(status: JobStatusOnList): boolean {
  return status !== 'rejected' && status !== 'voided';
}
