import { creditRefusals } from '@misaq/credit/domain/refusals.js';
import type { Round } from './domain/events.js';
import type { EndJob, RejectJob, VerifyJob } from './domain/commands.js';
import { jobRefusals, personRefusals } from './domain/refusals.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { streamKey, streams } from '@misaq/platform/kernel/streams.js';
import { choices } from '@misaq/platform/imports/cells.js';
import {
  FIRST_YEAR,
  type ImportKindDefinition,
  LAST_YEAR,
  type Place,
  planned,
  REASON_LENGTH_MAX,
  reasonOf,
  TEXT_LENGTH_MAX,
} from '@misaq/platform/imports/import-kind.js';

const GENDERS = choices({ female: ['f', 'woman', 'زن'], male: ['m', 'man', 'مرد'] });
const VERDICTS = choices({
  verified: [
    'approved',
    'accepted',
    'confirmed',
    'تأیید',
    'تایید',
    'تأیید شد',
    'تایید شد',
    'تأیید شده',
    'تایید شده',
  ],
  rejected: ['refused', 'رد', 'رد شد', 'رد شده'],
});

/** A job may name its facility, which the pool then checks. */
const REFUSALS = { ...creditRefusals, ...personRefusals, ...jobRefusals };

/** A command on a job has more than one step. A registration is ordered by its person, whose claim comes first. */
const byJob = ({ jobId }: VerifyJob | RejectJob | EndJob): string => streamKey(streams.job(jobId));

const PLACES: Readonly<Record<string, Place>> = {
  unknown_facility: 'facility_id',
  conflicts_with_recorded: 'key',
  job_unknown: 'job_id',
  job_not_running: 'job_id',
  started_after_registration: 'started_on',
  outside_year: 'year',
  person_already_employed: 'national_id',
  round_out_of_order: 'round',
  verifier_signed_before: 'verifier',
  not_own_signature: 'verifier',
  second_person_needed: 'round',
  unknown_verifier: 'verifier',
  verified_before_registration: 'day',
  verified_before_previous_round: 'day',
  ended_before_start: 'day',
};

export const employmentKinds = {
  jobs: {
    nameFa: 'مشاغل',
    place: 8,
    namesPersons: true,
    columns: [
      'province',
      'year',
      'job_id',
      'agency',
      'sector',
      'county',
      'national_id',
      'gender',
      'education',
      'priority_group',
      'registered_on',
      'started_on',
      'facility_id',
      'programme',
    ],
    mayBeEmpty: ['facility_id'],
    act: 'register-job',
    lanes: { RegisterJob: ({ personId }) => streams.person(personId) },
    day: 'registered_on',
    key: 'job_id',
    refusals: REFUSALS,
    places: PLACES,
    fieldColumns: { personId: 'national_id' },
    read(row) {
      const province = row.identifier('province');
      const registeredOn = row.day('registered_on');
      const optional = {
        education: row.textOrEmpty('education', TEXT_LENGTH_MAX),
        priorityGroup: row.textOrEmpty('priority_group', TEXT_LENGTH_MAX),
        facilityId: row.identifierOrEmpty('facility_id'),
        programme: row.identifierOrEmpty('programme'),
      };
      const fields = row.complete({
        jobId: row.identifier('job_id'),
        province,
        year: row.wholeNumber('year', FIRST_YEAR, LAST_YEAR),
        personId: row.personId('national_id'),
        agency: row.organisation('agency', province, registeredOn),
        sector: row.organisation('sector', province, registeredOn),
        county: row.organisation('county', province, registeredOn),
        gender: row.choice('gender', GENDERS),
        registeredOn,
        startedOn: row.day('started_on'),
      });
      return (
        fields && planned(row, fields.registeredOn, { type: 'RegisterJob', ...fields, ...present(optional) })
      );
    },
  },
  verifications: {
    nameFa: 'راستی‌آزمایی',
    place: 9,
    columns: ['job_id', 'round', 'verdict', 'verifier', 'on', 'reason'],
    mayBeEmpty: ['reason'],
    act: 'verify-job',
    lanes: { VerifyJob: byJob, RejectJob: byJob },
    day: 'on',
    key: 'round',
    refusals: REFUSALS,
    places: PLACES,
    read(row) {
      const fields = row.complete({
        jobId: row.identifier('job_id'),
        round: row.wholeNumber('round', 1, 3) as Round | undefined,
        verdict: row.choice('verdict', VERDICTS),
        verifier: row.identifier('verifier'),
        on: row.day('on'),
      });
      if (fields === undefined) return undefined;
      const { verdict, ...round } = fields;
      if (verdict === 'verified') {
        const reason = row.textOrEmpty('reason', REASON_LENGTH_MAX);
        return planned(row, round.on, { type: 'VerifyJob', ...round, ...present({ reason }) });
      }
      const why = row.complete({ reason: reasonOf(row) });
      return why && planned(row, round.on, { type: 'RejectJob', ...round, ...why });
    },
  },
  'job-endings': {
    nameFa: 'پایان اشتغال',
    place: 10,
    columns: ['job_id', 'ended_on', 'reason'],
    mayBeEmpty: ['reason'],
    act: 'end-job',
    lanes: { EndJob: byJob },
    day: 'ended_on',
    key: 'job_id',
    refusals: REFUSALS,
    places: PLACES,
    read(row) {
      const reason = row.textOrEmpty('reason', REASON_LENGTH_MAX);
      const fields = row.complete({ jobId: row.identifier('job_id'), endedOn: row.day('ended_on') });
      return fields && planned(row, fields.endedOn, { type: 'EndJob', ...fields, ...present({ reason }) });
    },
  },
} satisfies Readonly<Record<string, ImportKindDefinition>>;
