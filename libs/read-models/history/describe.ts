import { formatJalali } from '@misaq/calendar/jalali.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { grantText } from '@misaq/domain/access/principal-events.js';
import type { FacilityEnded } from '@misaq/domain/credit/facility-events.js';
import type { PoolReviewed } from '@misaq/domain/credit/review-events.js';
import type { Clock, Split } from '@misaq/domain/credit/policy.js';
import type { JobRejected, JobVerified } from '@misaq/domain/employment/events.js';
import { rial, RIALS_PER_TOMAN, type RialText } from '@misaq/domain/kernel/money.js';
import type { RecordedOrganisation } from '@misaq/domain/notifications/webhook-events.js';
import type { MisaqEvent } from '../events.js';

/**
 * What happened, in one plain sentence for somebody who decides and does not read JSON. Days are Jalali, money is in
 * toman, as people say both; organisations are named by their ids, which do not change when a name does.
 */
export function describe(event: MisaqEvent): string {
  switch (event.type) {
    case 'PoolOpened': {
      const { pool, programme, province, year } = event.data;
      return `The credit pool ${pool} was opened for programme ${programme} of ${province} in ${String(year)}`;
    }
    case 'PolicyAdopted': {
      const { version, thresholdPercent, clock, split, ringFence, effectiveOn, extendedLots } = event.data;
      const fence = ringFence ? ', credit behind applicants who wait stays' : '';
      const extended =
        extendedLots.length === 0 ? '' : `; more time for ${plural(extendedLots.length, 'lot')}`;
      return (
        `Policy ${version} was adopted from ${day(effectiveOn)}: ${thresholdPercent} % within ${clockText(clock)}, ` +
        `divided ${SPLIT[split]}${fence}${extended}`
      );
    }
    case 'CreditAllocated': {
      const { agency, amountRial, allocationId, notifiedOn, deadline } = event.data;
      return (
        `Agency ${agency} was notified of ${toman(amountRial)} (allocation ${allocationId}) on ${day(notifiedOn)}, ` +
        `to be absorbed by ${day(deadline)}`
      );
    }
    case 'AllocationCorrected': {
      const { allocationId, agency, previousAmountRial, amountRial } = event.data;
      return `Allocation ${allocationId} of agency ${agency} was corrected from ${toman(previousAmountRial)} to ${toman(amountRial)}`;
    }
    case 'FacilityIntroduced': {
      const { agency, bank, facilityId, amountRial, introducedOn } = event.data;
      return (
        `Agency ${agency} introduced an applicant to bank ${bank} for ${toman(amountRial)} ` +
        `(facility ${facilityId}) on ${day(introducedOn)}`
      );
    }
    case 'IntroductionCorrected': {
      const { facilityId, agency, previousAmountRial, amountRial } = event.data;
      return (
        `The amount of facility ${facilityId} of agency ${agency} was corrected from ${toman(previousAmountRial)} ` +
        `to ${toman(amountRial)}`
      );
    }
    case 'FacilityDeclined': {
      const { bank, facilityId, unpaidRial, declinedOn } = event.data;
      return `Bank ${bank} declined facility ${facilityId} with ${toman(unpaidRial)} unpaid on ${day(declinedOn)}`;
    }
    case 'FacilityWithdrawn': {
      const { by, facilityId, bank, unpaidRial, withdrawnOn } = event.data;
      return `The ${by} withdrew facility ${facilityId} from bank ${bank} with ${toman(unpaidRial)} unpaid on ${day(withdrawnOn)}`;
    }
    case 'FacilityPaid': {
      const { bank, amountRial, facilityId, paidOn, remainingRial, ended, overdrawnRial } = event.data;
      const isContested = overdrawnRial !== undefined || 'contested' in event.data;
      const by = overdrawnRial === undefined ? '' : `, overdrawn by ${toman(overdrawnRial)}`;
      const rest = rial(remainingRial) === 0n ? '' : `, ${toman(remainingRial)} still to come`;
      const late = afterItsEnd(ended);
      const contested = isContested ? `; contested: its credit had been moved${by}` : '';
      return `Bank ${bank} paid ${toman(amountRial)} of facility ${facilityId} on ${day(paidOn)}${rest}${late}${contested}`;
    }
    case 'FacilityPaymentReversed': {
      const { bank, kind, amountRial, facilityId, bankReference, paidOn, reversedOn, ended } = event.data;
      const late = afterItsEnd(ended);
      return kind === 'returned'
        ? `${toman(amountRial)} of facility ${facilityId} came back to bank ${bank} on ${day(reversedOn)} (payment ${bankReference} of ${day(paidOn)})${late}`
        : `On ${day(reversedOn)} bank ${bank} took back its report that it had paid ${toman(amountRial)} of facility ${facilityId} on ${day(paidOn)} (payment ${bankReference})${late}`;
    }
    case 'FacilityClosed': {
      const { bank, facilityId, unpaidRial, closedOn } = event.data;
      return `Bank ${bank} closed facility ${facilityId} with ${toman(unpaidRial)} unpaid on ${day(closedOn)}`;
    }
    case 'PoolReviewed': {
      const { reviewId, asOf, transfers, unplacedRial } = event.data;
      const proposed =
        transfers.length === 0
          ? 'nothing is to move'
          : transfers
              .map(({ from, to, amountRial }) => `${toman(amountRial)} from ${from} to ${to}`)
              .join(', ');
      const unplaced =
        rial(unplacedRial) === 0n ? '' : `; ${toman(unplacedRial)} could move and nobody can take it`;
      return `Review ${reviewId} as of ${day(asOf)}, ${askedFor(event.data)}: ${proposed}${unplaced}`;
    }
    case 'ReviewSuperseded':
      return `Review ${event.data.reviewId} was superseded by review ${event.data.supersededBy}`;
    case 'CreditReallocated': {
      const { approvedBy, reviewId, approvedOn, transfers } = event.data;
      const moved = transfers.map(
        ({ from, to, amountRial }) => `${toman(amountRial)} moved from ${from} to ${to}`,
      );
      return `${approvedBy} approved review ${reviewId} on ${day(approvedOn)}: ${moved.join(', ')}`;
    }
    case 'ReallocationDismissed':
      return `${event.data.dismissedBy} dismissed review ${event.data.reviewId} on ${day(event.data.dismissedOn)}`;
    case 'ReallocationReversed': {
      const { reversedBy, amountRial, reviewId, from, to, reversedOn } = event.data;
      return `${reversedBy} gave ${toman(amountRial)} of review ${reviewId} back from ${to} to ${from} on ${day(reversedOn)}`;
    }
    case 'PlanOpened':
      return `The commitment plan of ${event.data.province} for ${String(event.data.year)} was opened`;
    case 'CommitmentAssigned': {
      const { agency, jobs, sector, county, version, notifiedOn } = event.data;
      return `Agency ${agency} was assigned ${jobsText(jobs)} in ${sector}, ${county} (${version}) on ${day(notifiedOn)}`;
    }
    case 'CommitmentRevised': {
      const { agency, previousJobs, jobs, sector, county, version, revisedOn } = event.data;
      return (
        `The commitment of agency ${agency} in ${sector}, ${county} (${version}) was revised from ` +
        `${jobsText(previousJobs)} to ${jobsText(jobs)} on ${day(revisedOn)}`
      );
    }
    case 'CommitmentWithdrawn': {
      const { agency, jobs, sector, county, version, withdrawnOn } = event.data;
      return `The commitment of agency ${agency} to ${jobsText(jobs)} in ${sector}, ${county} (${version}) was withdrawn on ${day(withdrawnOn)}`;
    }
    case 'JobRegistered': {
      const { agency, jobId, sector, county, registeredOn, facilityId } = event.data;
      const through = facilityId === undefined ? '' : `, through facility ${facilityId}`;
      return `Agency ${agency} registered job ${jobId} in ${sector}, ${county} on ${day(registeredOn)}${through}`;
    }
    case 'JobVerified':
      return `${event.data.verifier} verified ${roundOf(event.data)}`;
    case 'JobRejected':
      return `${event.data.verifier} rejected ${roundOf(event.data)}`;
    case 'JobEnded':
      return `Job ${event.data.jobId} of agency ${event.data.agency} ended on ${day(event.data.endedOn)}`;
    case 'RegistrationVoided':
      return `The registration of job ${event.data.jobId} of agency ${event.data.agency} was voided on ${day(event.data.voidedOn)}`;
    case 'RegistrationAbandoned':
      return `The registration of job ${event.data.jobId} was given up: ${ABANDONED[event.data.reason]}`;
    case 'JobClaimed':
      return `A person took job ${event.data.jobId}`;
    case 'JobReleased':
      return `A person no longer holds job ${event.data.jobId}: ${RELEASED[event.data.reason]}`;
    case 'OrganisationRegistered': {
      const { kind, id, name, ownership, activeFrom } = event.data;
      const owned = ownership === undefined ? '' : ` (${ownership})`;
      return `${capital(kind)} ${id}, “${name}”${owned}, was registered from ${day(activeFrom)}`;
    }
    case 'OrganisationRenamed':
      return `${capital(event.data.kind)} ${event.data.id} is called “${event.data.name}” from ${day(event.data.from)}`;
    case 'OrganisationRetired':
      return `${capital(event.data.kind)} ${event.data.id} is no longer active from ${day(event.data.from)}`;
    case 'WeekProfileAdopted':
      return `From ${day(event.data.from)} the week has off: ${event.data.off.join(', ')}`;
    case 'LunarMonthStarted': {
      const { hijriYear, hijriMonth, firstDay, source } = event.data;
      return `Lunar month ${hijriYear}-${String(hijriMonth).padStart(2, '0')} began on ${day(firstDay)}, as announced by ${source}`;
    }
    case 'ClosureDeclared':
      return `${day(event.data.date)} was declared a day off`;
    case 'HolidayCancelled':
      return `${event.data.name === undefined ? 'The holiday' : `The holiday “${event.data.name}”`} of ${day(event.data.date)} was cancelled`;
    case 'PrincipalAdded':
      return `Principal ${event.data.principalId}, “${event.data.name}”, was added`;
    case 'RoleRequested': {
      const { principalId, requestedBy } = event.data;
      return `The role ${grantText(event.data)} was asked for by ${requestedBy} for principal ${principalId}; another admin has to confirm it`;
    }
    case 'RoleRequestDeclined': {
      const { principalId, requestedBy } = event.data;
      return `The role ${grantText(event.data)}, asked for by ${requestedBy} for principal ${principalId}, was declined`;
    }
    case 'RoleGranted': {
      const { principalId, province, requestedBy, alone } = event.data;
      const where = province === undefined ? '' : ` of ${province}`;
      const asked = requestedBy === undefined ? '' : `, as ${requestedBy} had asked`;
      const one = alone === undefined ? '' : ' by one admin alone';
      return `Principal ${principalId} was given the role ${grantText(event.data)}${where}${asked}${one}`;
    }
    case 'RoleRevoked':
      return `The role ${grantText(event.data)} of principal ${event.data.principalId} was revoked`;
    case 'TokenOffered': {
      const { principalId, tokenId, expiresOn, label, codeExpiresOn } = event.data;
      const called = label === undefined ? '' : ` (“${label}”)`;
      return (
        `Token ${tokenId}${called} was offered to principal ${principalId} as ${grantText(event.data)}, valid through ` +
        `${day(expiresOn)}, for a code that can be redeemed through ${day(codeExpiresOn)}`
      );
    }
    case 'TokenIssued': {
      const { principalId, tokenId, expiresOn, label, redeemed } = event.data;
      const called = label === undefined ? '' : ` (“${label}”)`;
      const until = expiresOn === undefined ? '' : `, valid through ${day(expiresOn)}`;
      if (redeemed === true)
        return `Principal ${principalId} redeemed the code of token ${tokenId}${called} as ${grantText(event.data)}${until}`;
      return `Token ${tokenId}${called} was issued to principal ${principalId} as ${grantText(event.data)}${until}`;
    }
    case 'TokenRevoked': {
      const { principalId, tokenId, withRole } = event.data;
      return `Token ${tokenId} of principal ${principalId} was revoked${withRole === true ? ' with its role' : ''}`;
    }
    case 'ImportAccepted': {
      const { kind, file, rows, accepted, duplicates, rejected } = event.data;
      return (
        `The file ${file} with ${plural(rows, 'row')} of ${kind} was accepted: ${number(accepted)} to apply, ` +
        `${number(duplicates)} known already, ${number(rejected)} left out`
      );
    }
    case 'ImportCompleted': {
      const { importId, applied, lateRefusals } = event.data;
      const refused =
        lateRefusals === 0 ? '' : `; ${plural(lateRefusals, 'row')} had become impossible meanwhile`;
      return `Import ${importId} was completed with ${plural(applied, 'row')} applied${refused}`;
    }
    case 'FileChecked': {
      const { principalId, kind, rows, persons } = event.data;
      const named = persons === 0 ? '' : `, which named ${plural(persons, 'person')}`;
      return `${principalId} had a file with ${plural(rows, 'row')} of ${kind} checked${named}; none was recorded`;
    }
    case 'LotDeadlineNear': {
      const { agency, unpaidRial, lotId, deadline, workingDaysLeft } = event.data;
      return (
        `Agency ${agency} has ${plural(workingDaysLeft, 'working day')} left, until ${day(deadline)}, ` +
        `to pay ${toman(unpaidRial)} of lot ${lotId}`
      );
    }
    case 'BankDeadlineNear': {
      const { bank, facilities, waitingRial, agency, pool, deadline, workingDaysLeft } = event.data;
      return (
        `${plural(facilities, 'applicant')} of agency ${agency} ${facilities === 1 ? 'waits' : 'wait'} at bank ${bank} for ${toman(waitingRial)} of ` +
        `pool ${pool}, whose time is up in ${plural(workingDaysLeft, 'working day')}, on ${day(deadline)}`
      );
    }
    case 'WebhookRegistered':
      return `Notifications of ${whose(event.data)} are sent to ${event.data.url} (webhook ${event.data.webhookId})`;
    case 'WebhookRemoved':
      return `Webhook ${event.data.webhookId} of ${whose(event.data)} was removed`;
    case 'WebhookDelivered':
      return `Webhook ${event.data.webhookId} took ${plural(event.data.count, 'notification')}`;
    case 'WebhookSuspended': {
      const why =
        event.data.reason === 'gone' ? 'its receiver is gone' : 'its receiver took nothing for long';
      return `Webhook ${event.data.webhookId} of ${whose(event.data)} was suspended: ${why} (${event.data.problem})`;
    }
    case 'WebhookResumed':
      return `Webhook ${event.data.webhookId} of ${whose(event.data)} goes on`;
    case 'LogStarted':
      return 'The log was started';
  }
}

const SPLIT: Readonly<Record<Split, string>> = {
  'unmet-demand': 'by unmet demand',
  'performance-weighted': 'by unmet demand and performance',
};

function askedFor({ requestedBy, because }: PoolReviewed): string {
  switch (because?.why) {
    case undefined:
      return `asked for by ${requestedBy}`;
    case 'lot_expired':
      return `due because the time of ${plural(because.lots.length + (because.more ?? 0), 'lot')} was up`;
    case 'verdict_turned':
      return `due because the verdict of ${because.agencies.map(({ agency }) => agency).join(', ')} had turned since the last review`;
    case 'recipient_appeared':
      return `due because ${toman(because.wouldPlaceRial)} of unplaced credit could find a recipient`;
  }
}

const RELEASED = {
  ended: 'it ended',
  rejected: 'it was rejected',
  voided: 'its registration was voided',
  'not-registered': 'it was never registered',
  'not-finished': 'its registration was begun and not finished in time',
} as const;

const ABANDONED = {
  'not-registered': 'it was refused after its person had been claimed',
  'not-finished': 'it had claimed its person and was not finished in time',
} as const;

/** Of what changes how much a file had been paid when it ended. */
function afterItsEnd(ended: FacilityEnded | undefined): string {
  return ended === undefined ? '' : `; reported after it had been ${ended.status} on ${day(ended.on)}`;
}

function roundOf({ jobId, round, on, recordedBy }: (JobVerified | JobRejected)['data']): string {
  const recorded = recordedBy === undefined ? '' : `, recorded for them by ${recordedBy}`;
  return `job ${jobId} in round ${String(round)} on ${day(on)}${recorded}`;
}

function day(date: PlainDate): string {
  return formatJalali(date);
}

/** Grouped by thousands; done by hand, because what a locale does can differ between machines. */
function number(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Rials that are no whole toman keep their rial: `12.5 toman` is 125 rial. */
function toman(amountRial: RialText): string {
  const amount = rial(amountRial);
  const sign = amount < 0n ? '-' : '';
  const absolute = amount < 0n ? -amount : amount;
  const rest = absolute % RIALS_PER_TOMAN;
  return `${sign}${number(absolute / RIALS_PER_TOMAN)}${rest === 0n ? '' : `.${rest.toString()}`} toman`;
}

function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function jobsText(jobs: number): string {
  return plural(jobs, 'job');
}

function clockText(clock: Clock): string {
  return clock.kind === 'working-days'
    ? plural(clock.days, 'working day')
    : `a clock until ${day(clock.date)}`;
}

function whose({
  organisation: { province, kind, id },
}: {
  readonly organisation: RecordedOrganisation;
}): string {
  return province === undefined ? `${kind} ${id}` : `${kind} ${id} of ${province}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
