import { randomUUID } from 'node:crypto';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { may } from '@misaq/access/domain/roles.js';
import { type Api, CAST, openApi, type Player, POOL, PROVINCE } from '../../../../api/src/api.fixture.js';
import { RefusedError } from '../../refused-error.js';
import type { Request } from '../request.js';
import { type Client, createClient } from './client.js';
import { COMMAND_ROUTES, type CommandType, posted } from './command-routes.js';

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

type Sample<Type extends CommandType> = Request & { readonly command: { readonly type: Type } };

/** One of each command there is, with every field it may have. */
const COMMANDS: { readonly [Type in CommandType]: Sample<Type> } = {
  RegisterOrganisation: {
    to: 'register',
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
    to: 'register',
    command: { type: 'RenameOrganisation', ...OF_ORGANISATION, name: 'T', from: DAY, reason },
  },
  RetireOrganisation: {
    to: 'register',
    command: { type: 'RetireOrganisation', ...OF_ORGANISATION, from: DAY, reason },
  },
  AdoptWeekProfile: {
    to: 'calendar',
    province,
    command: { type: 'AdoptWeekProfile', from: DAY, off: ['thursday', 'friday'], reason },
  },
  StartLunarMonth: {
    to: 'calendar',
    province,
    command: { type: 'StartLunarMonth', hijriYear: 1446, hijriMonth: 1, firstDay: DAY, source: 'S', reason },
  },
  DeclareClosure: { to: 'calendar', province, command: { type: 'DeclareClosure', date: DAY, reason } },
  CancelHoliday: {
    to: 'calendar',
    province,
    command: { type: 'CancelHoliday', date: DAY, name: 'H', reason },
  },
  AssignCommitment: {
    to: 'plan',
    command: { type: 'AssignCommitment', ...OF_PLAN, jobs: 1, notifiedOn: DAY },
  },
  ReviseCommitment: {
    to: 'plan',
    command: { type: 'ReviseCommitment', ...OF_PLAN, jobs: 2, revisedOn: DAY, reason },
  },
  WithdrawCommitment: {
    to: 'plan',
    command: { type: 'WithdrawCommitment', ...OF_PLAN, withdrawnOn: DAY, reason },
  },
  AdoptPolicy: {
    to: 'pool',
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
    to: 'pool',
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
    to: 'pool',
    pool,
    command: { type: 'CorrectAllocation', allocationId: 'a', amountRial: 6n, reason },
  },
  IntroduceFacility: {
    to: 'pool',
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
    to: 'pool',
    pool,
    command: { type: 'CorrectIntroduction', ...OF_FACILITY, amountRial: 3n },
  },
  DeclineFacility: {
    to: 'pool',
    pool,
    command: { type: 'DeclineFacility', ...OF_FACILITY, bank: 'bank-melli', declinedOn: DAY },
  },
  WithdrawFacility: {
    to: 'pool',
    pool,
    command: { type: 'WithdrawFacility', ...OF_FACILITY, withdrawnOn: DAY, by: 'applicant' },
  },
  PayFacility: {
    to: 'pool',
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
    to: 'pool',
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
    to: 'pool',
    pool,
    command: { type: 'CloseFacility', ...OF_FACILITY, bank: 'bank-melli', closedOn: DAY },
  },
  ReviewPool: { to: 'pool', pool, command: { type: 'ReviewPool', asOf: DAY } },
  ApproveReallocation: { to: 'pool', pool, command: { type: 'ApproveReallocation', ...OF_REVIEW } },
  DismissReallocation: { to: 'pool', pool, command: { type: 'DismissReallocation', ...OF_REVIEW } },
  ReverseReallocation: {
    to: 'pool',
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
    to: 'job',
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
    to: 'job',
    command: { type: 'VerifyJob', ...OF_JOB, round: 1, verifier: 'inspector', on: DAY, reason },
  },
  RejectJob: {
    to: 'job',
    command: { type: 'RejectJob', ...OF_JOB, round: 1, verifier: 'inspector', on: DAY, reason },
  },
  EndJob: { to: 'job', command: { type: 'EndJob', ...OF_JOB, endedOn: DAY, reason } },
  VoidRegistration: { to: 'job', command: { type: 'VoidRegistration', ...OF_JOB, voidedOn: DAY, reason } },
  AddPrincipal: { to: 'principal', command: { type: 'AddPrincipal', principalId: 'p/1', name: 'P' } },
  GrantRole: {
    to: 'principal',
    command: { type: 'GrantRole', principalId: 'p/1', role: 'agency', organisation: 'behzisti', province },
  },
  ConfirmRole: {
    to: 'principal',
    command: { type: 'ConfirmRole', principalId: 'p/1', role: 'inspector' },
  },
  RevokeRole: {
    to: 'principal',
    command: { type: 'RevokeRole', principalId: 'p/1', role: 'agency', organisation: 'behzisti', reason },
  },
  RevokeToken: {
    to: 'principal',
    command: { type: 'RevokeToken', principalId: 'p/1', tokenId: 'abcdefgh2345', reason },
  },
};

const TYPES = Object.keys(COMMAND_ROUTES) as CommandType[];
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

  it.each(TYPES)('%s arrives with every field it has', async (type) => {
    const url = `/api/v1/${COMMAND_ROUTES[type].path}`;
    const route = api.server.routes.find((each) => each.method === 'POST' && each.url === url);
    expect(route?.url).toBe(url);
    const client = createClient({ url: api.url, token: api.tokens[whoMay(route?.needs)] });
    clients.push(client);
    const { path, body } = posted(COMMANDS[type]);
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
