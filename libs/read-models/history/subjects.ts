import type { MisaqEvent } from '../events.js';

/** Whom an event concerns. A transfer concerns donor and recipient, so there can be several. */
export interface Subjects {
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  readonly facility?: string;
}

/** Also who may sign in for an agency or a bank: that is a matter of administrators, not of its officers. */
const NOBODY: Subjects = { agencies: [], banks: [] };

export function subjects(event: MisaqEvent): Subjects {
  switch (event.type) {
    case 'FacilityIntroduced':
    case 'IntroductionCorrected':
    case 'FacilityDeclined':
    case 'FacilityWithdrawn':
    case 'FacilityPaid':
    case 'FacilityPaymentReversed':
    case 'FacilityClosed': {
      const { agency, bank, facilityId } = event.data;
      return { agencies: [agency], banks: [bank], facility: facilityId };
    }
    case 'JobRegistered': {
      const { agency, facilityId } = event.data;
      return { agencies: [agency], banks: [], ...(facilityId !== undefined && { facility: facilityId }) };
    }
    case 'JobVerified':
    case 'JobRejected':
    case 'JobEnded':
    case 'RegistrationVoided':
    case 'CommitmentAssigned':
    case 'CommitmentRevised':
    case 'CommitmentWithdrawn':
    case 'CreditAllocated':
    case 'AllocationCorrected':
    case 'LotDeadlineNear':
      return { agencies: [event.data.agency], banks: [] };
    // Only the bank: what waits there is its own, how the agency stands is not.
    case 'BankDeadlineNear':
      return { agencies: [], banks: [event.data.bank] };
    case 'WebhookRegistered':
    case 'WebhookRemoved':
    case 'WebhookSuspended':
    case 'WebhookResumed': {
      const { kind, id } = event.data.organisation;
      return { agencies: kind === 'agency' ? [id] : [], banks: kind === 'bank' ? [id] : [] };
    }
    case 'PoolReviewed':
      return { agencies: distinct(event.data.agencies.map(({ agency }) => agency)), banks: [] };
    case 'CreditReallocated':
      return { agencies: distinct(event.data.transfers.flatMap(({ from, to }) => [from, to])), banks: [] };
    case 'ReallocationReversed':
      return { agencies: distinct([event.data.from, event.data.to]), banks: [] };
    case 'OrganisationRegistered':
    case 'OrganisationRenamed':
    case 'OrganisationRetired': {
      const { kind, id } = event.data;
      return { agencies: kind === 'agency' ? [id] : [], banks: kind === 'bank' ? [id] : [] };
    }
    case 'PoolOpened':
    case 'PolicyAdopted':
    case 'ReviewSuperseded':
    case 'ReallocationDismissed':
    case 'PlanOpened':
    case 'RegistrationAbandoned':
    case 'JobClaimed':
    case 'JobReleased':
    case 'WeekProfileAdopted':
    case 'LunarMonthStarted':
    case 'ClosureDeclared':
    case 'HolidayCancelled':
    case 'PrincipalAdded':
    case 'RoleRequested':
    case 'RoleRequestDeclined':
    case 'RoleGranted':
    case 'RoleRevoked':
    case 'TokenOffered':
    case 'TokenIssued':
    case 'TokenRevoked':
    case 'ImportAccepted':
    case 'ImportCompleted':
    case 'FileChecked':
    case 'WebhookDelivered':
    case 'LogStarted':
      return NOBODY;
  }
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
