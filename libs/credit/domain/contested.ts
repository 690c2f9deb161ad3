import type { DomainEvent } from '@misaq/platform/kernel/decision.js';

/**
 * The data of an event as a bank may read it: a payment is contested or not. By how much the agency is overdrawn is left
 * out, because it follows from what the agency has been paid by all its banks.
 */
export function dataForBank({ type, data }: DomainEvent): object {
  if (type !== 'FacilityPaid' || !('overdrawnRial' in data)) return data;
  const { overdrawnRial: _overdrawnRial, ...shown } = data;
  return { ...shown, contested: true };
}

/** Whether a payment is contested, in the data as it is recorded and as {@link dataForBank} shows it. */
export function isContested(payment: object): boolean {
  return 'overdrawnRial' in payment || 'contested' in payment;
}
