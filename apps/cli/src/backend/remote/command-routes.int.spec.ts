import { randomUUID } from 'node:crypto';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { may } from '@misaq/access/domain/roles.js';
import { type Api, CAST, openApi, type Player, POOL, PROVINCE } from '../../../../api/src/api.fixture.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { COMMAND_LINES } from '@misaq/command-lines.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import { type Client, createClient } from './client.js';
import { addressesOf, posted } from './command-routes.js';

const DAY = plainDate('2022-12-18');
const reason = 'Session 1';
const pool = POOL;
const province = PROVINCE;
const OF_FACILITY = { facilityId: 'f/1', reason } as const;
const OF_REVIEW = { reviewId: `${POOL}-review-1`, reason } as const;
const OF_PLAN = {
  province,
  year: 1401,
  version: 'baseline',
  agency: 'behzisti',
  sector: 'services',
  county: 'tabriz',
};
const OF_ORGANISATION = { province, kind: 'county', id: 'tabriz' } as const;
const OF_JOB = { jobId: 'j-1' } as const;

/** One of each command there is, with every field it may have. */
const COMMANDS: Readonly<Record<string, SentCommand>> = {
  RegisterOrganisation: {
    command: {
      type: 'RegisterOrganisation',
      ...OF_ORGANISATION,
      kind: 'agency',
      id: 'a-1',
      name: 'A',
      ownership: 'state',
      activeFrom: DAY,
    },
  },
  RenameOrganisation: {
    command: { type: 'RenameOrganisation', ...OF_ORGANISATION, name: 'T', from: DAY, reason },
  },
  RetireOrganisation: {
    command: { type: 'RetireOrganisation', ...OF_ORGANISATION, from: DAY, reason },
  },
  AdoptWeekProfile: {
    province,
    command: { type: 'AdoptWeekProfile', from: DAY, off: ['thursday', 'friday'], reason },
  },
  StartLunarMonth: {
    province,
    command: { type: 'StartLunarMonth', hijriYear: 1446, hijriMonth: 1, firstDay: DAY, source: 'S', reason },
  },
  DeclareClosure: { province, command: { type: 'DeclareClosure', date: DAY, reason } },
  CancelHoliday: {
    province,
    command: { type: 'CancelHoliday', date: DAY, name: 'H', reason },
  },
  AssignCommitment: {
    command: { type: 'AssignCommitment', ...OF_PLAN, jobs: 1, notifiedOn: DAY },
  },
  ReviseCommitment: {
    command: { type: 'ReviseCommitment', ...OF_PLAN, jobs: 2, revisedOn: DAY, reason },
  },
  WithdrawCommitment: {
    command: { type: 'WithdrawCommitment', ...OF_PLAN, withdrawnOn: DAY, reason },
  },
  AdoptPolicy: {
    pool,
    command: {
      type: 'AdoptPolicy',
      effectiveOn: DAY,
      thresholdPercent: 60,
      exactThresholdPasses: true,
      clock: { kind: 'until', date: DAY, graceWorkingDays: 10 },
      split: 'unmet-demand',
      ringFence: false,
      extendLots: ['lot-1'],
      reason,
    },
  },
  AllocateCredit: {
    pool,
    command: {
      type: 'AllocateCredit',
      allocationId: 'a',
      agency: 'behzisti',
      amountRial: 5n,
      notifiedOn: DAY,
    },
  },
  CorrectAllocation: {
    pool,
    command: { type: 'CorrectAllocation', allocationId: 'a', amountRial: 6n, reason },
  },
  IntroduceFacility: {
    pool,
    command: {
      type: 'IntroduceFacility',
      facilityId: 'f/1',
      agency: 'behzisti',
      bank: 'bank-melli',
      amountRial: 4n,
      introducedOn: DAY,
      county: 'tabriz',
      sector: 'services',
      plannedJobs: 1,
      applicant: 'file 17',
    },
  },
  CorrectIntroduction: {
    pool,
    command: { type: 'CorrectIntroduction', ...OF_FACILITY, amountRial: 3n },
  },
  DeclineFacility: {
    pool,
    command: { type: 'DeclineFacility', ...OF_FACILITY, bank: 'bank-melli', declinedOn: DAY },
  },
  WithdrawFacility: {
    pool,
    command: { type: 'WithdrawFacility', ...OF_FACILITY, withdrawnOn: DAY, by: 'applicant' },
  },
  PayFacility: {
    pool,
    command: {
      type: 'PayFacility',
      facilityId: 'f/1',
      bank: 'bank-melli',
      amountRial: 1n,
      paidOn: DAY,
      bankReference: 'M 1/2',
    },
  },
  ReversePayment: {
    pool,
    command: {
      type: 'ReversePayment',
      ...OF_FACILITY,
      bank: 'bank-melli',
      bankReference: 'M 1/2',
      kind: 'returned',
      reversedOn: DAY,
    },
  },
  CloseFacility: {
    pool,
    command: { type: 'CloseFacility', ...OF_FACILITY, bank: 'bank-melli', closedOn: DAY },
  },
  ReviewPool: { pool, command: { type: 'ReviewPool', asOf: DAY } },
  ApproveReallocation: { pool, command: { type: 'ApproveReallocation', ...OF_REVIEW } },
  DismissReallocation: { pool, command: { type: 'DismissReallocation', ...OF_REVIEW } },
  ReverseReallocation: {
    pool,
    command: {
      type: 'ReverseReallocation',
      ...OF_REVIEW,
      reversalId: 'r',
      from: 'behzisti',
      to: 'relief-committee',
      amountRial: 1n,
    },
  },
  RegisterJob: {
    command: {
      type: 'RegisterJob',
      ...OF_JOB,
      ...{ province, year: 1401, agency: 'behzisti', sector: 'services', county: 'tabriz' },
      personId: '0012345679',
      gender: 'female',
      education: 'diploma',
      priorityGroup: 'none',
      registeredOn: DAY,
      startedOn: DAY,
      facilityId: 'f/1',
      programme: 'note16',
    },
  },
  VerifyJob: {
    command: { type: 'VerifyJob', ...OF_JOB, round: 1, verifier: 'inspector', on: DAY, reason },
  },
  RejectJob: {
    command: { type: 'RejectJob', ...OF_JOB, round: 1, verifier: 'inspector', on: DAY, reason },
  },
  EndJob: { command: { type: 'EndJob', ...OF_JOB, endedOn: DAY, reason } },
  VoidRegistration: { command: { type: 'VoidRegistration', ...OF_JOB, voidedOn: DAY, reason } },
  AddPrincipal: { command: { type: 'AddPrincipal', principalId: 'p/1', name: 'P' } },
  GrantRole: {
    command: { type: 'GrantRole', principalId: 'p/1', role: 'agency', organisation: 'behzisti', province },
  },
  ConfirmRole: {
    command: { type: 'ConfirmRole', principalId: 'p/1', role: 'inspector' },
  },
  RevokeRole: {
    command: { type: 'RevokeRole', principalId: 'p/1', role: 'agency', organisation: 'behzisti', reason },
  },
  LinkIdentity: {
    command: { type: 'LinkIdentity', principalId: 'p/1', issuer: 'https://id.example', subject: 's-17' },
  },
  UnlinkIdentity: {
    command: { type: 'UnlinkIdentity', principalId: 'p/1', reason },
  },
  RevokeToken: {
    command: { type: 'RevokeToken', principalId: 'p/1', tokenId: 'abcdefgh2345', reason },
  },
};

const addresses = addressesOf(COMMAND_LINES);
/** What a server answers when it does not understand what was sent. */
const NOT_UNDERSTOOD = [
  'invalid_request',
  'invalid_body',
  'unknown_route',
  'unsupported_media_type',
  'not_permitted',
];

describe('commands over the API', () => {
  let api: Api;
  const clients: Client[] = [];
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await api.close();
  });

  it('have an example each', async () => {
    expect(Object.keys(COMMANDS).toSorted()).toEqual([...(await addresses()).keys()].toSorted());
  });

  it.each(Object.entries(COMMANDS))('%s arrives with every field it has', async (type, sample) => {
    const url = `/api/v1/${(await addresses()).get(type)?.path ?? ''}`;
    const route = api.server.routes.find((each) => each.method === 'POST' && each.url === url);
    expect(route?.url).toBe(url);
    const client = createClient({ url: api.url, token: api.tokens[whoMay(route?.needs)] });
    clients.push(client);
    const { path, body } = await posted(addresses, sample);
    const answer = await client.command(path, body, randomUUID()).then(
      () => 'recorded',
      (error: unknown) => (error instanceof RefusedError ? error.refusal.name : String(error)),
    );
    expect(NOT_UNDERSTOOD).not.toContain(answer);
    // A refusal of the domain, if any: the pool, the job or the review need not be there.
    expect(answer).toMatch(/^[a-z_]+$/);
  });
});

function whoMay(needs: string | undefined): Player {
  const found = (Object.keys(CAST) as Player[]).find((player) => {
    const { role } = CAST[player];
    return (
      may({ id: player, name: player, role }, needs as Parameters<typeof may>[1])?.name !== 'not_permitted'
    );
  });
  if (found === undefined) throw new Error(`nobody may ${needs ?? 'do that'}`);
  return found;
}
