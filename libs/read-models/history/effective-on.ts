import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { MisaqEvent } from '../events.js';

/**
 * The business day an event is about, which may lie long before the day it was recorded; undefined for events that are
 * about no day but the one they were recorded on.
 */
export function effectiveOn(event: MisaqEvent): PlainDate | undefined {
  switch (event.type) {
    case 'PolicyAdopted':
      return event.data.effectiveOn;
    case 'CreditAllocated':
    case 'CommitmentAssigned':
      return event.data.notifiedOn;
    case 'FacilityIntroduced':
      return event.data.introducedOn;
    case 'FacilityDeclined':
      return event.data.declinedOn;
    case 'FacilityWithdrawn':
    case 'CommitmentWithdrawn':
      return event.data.withdrawnOn;
    case 'FacilityPaid':
      return event.data.paidOn;
    case 'FacilityPaymentReversed':
    case 'ReallocationReversed':
      return event.data.reversedOn;
    case 'FacilityClosed':
      return event.data.closedOn;
    case 'PoolReviewed':
      return event.data.asOf;
    case 'CreditReallocated':
      return event.data.approvedOn;
    case 'ReallocationDismissed':
      return event.data.dismissedOn;
    case 'CommitmentRevised':
      return event.data.revisedOn;
    case 'JobRegistered':
      return event.data.registeredOn;
    case 'FileChecked':
    case 'JobVerified':
    case 'JobRejected':
    case 'LotDeadlineNear':
    case 'BankDeadlineNear':
      return event.data.on;
    case 'JobEnded':
      return event.data.endedOn;
    case 'RegistrationVoided':
      return event.data.voidedOn;
    case 'OrganisationRegistered':
      return event.data.activeFrom;
    case 'OrganisationRenamed':
    case 'OrganisationRetired':
    case 'WeekProfileAdopted':
      return event.data.from;
    case 'LunarMonthStarted':
      return event.data.firstDay;
    case 'ClosureDeclared':
    case 'HolidayCancelled':
      return event.data.date;
    case 'PoolOpened':
    case 'AllocationCorrected':
    case 'IntroductionCorrected':
    case 'ReviewSuperseded':
    case 'PlanOpened':
    case 'RegistrationAbandoned':
    case 'JobClaimed':
    case 'JobReleased':
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
    case 'WebhookRegistered':
    case 'WebhookRemoved':
    case 'WebhookDelivered':
    case 'WebhookSuspended':
    case 'WebhookResumed':
    case 'LogStarted':
      return undefined;
  }
}
