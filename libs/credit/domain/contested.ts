import type { DomainEvent } from '@misaq/platform/kernel/decision.js';

/**
 * Returns the data of an event as a bank may read it. The bank learns whether a payment is contested, but not by how
 * much the agency is overdrawn. That amount would tell what other banks have paid for the agency.
 */
export function dataForBank({ type, data }: DomainEvent): object {
  if (type !== 'FacilityPaid' || !('overdrawnRial' in data)) return data;
  const { overdrawnRial: _overdrawnRial, ...shown } = data;
  return { ...shown, contested: true };
}

/** Whether a payment is contested. Reads both the recorded data and what {@link dataForBank} makes of it. */
export function isContested(payment: object): boolean {
  return 'overdrawnRial' in payment || 'contested' in payment;
}
