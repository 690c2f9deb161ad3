import { rialText } from '@misaq/platform/kernel/money.js';
import type { Request } from '../request.js';

/** Where a command goes: an address with the names of its fields after colons, and what its body has. */
export interface CommandRoute {
  readonly path: string;
  /** Fields that have another name in the body. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Fields that the server knows itself. */
  readonly left?: readonly string[];
}

export type CommandType = Request['command']['type'];

const ORGANISATION = 'provinces/:province/organisations/:kind/:id';
const COMMITMENTS = 'provinces/:province/plans/:year/commitments';
const CALENDAR = 'provinces/:province/calendar';
const FACILITY = 'pools/:pool/facilities/:facilityId';
const REVIEW = 'pools/:pool/reviews/:reviewId';

/** Of every command that can be sent, below /api/v1/. What stands in the address is left out of the body. */
export const COMMAND_ROUTES: Readonly<Record<CommandType, CommandRoute>> = {
  RegisterOrganisation: { path: 'provinces/:province/organisations' },
  RenameOrganisation: { path: `${ORGANISATION}/renamings` },
  RetireOrganisation: { path: `${ORGANISATION}/retirements` },
  AdoptWeekProfile: { path: `${CALENDAR}/week-profiles` },
  StartLunarMonth: { path: `${CALENDAR}/lunar-months` },
  DeclareClosure: { path: `${CALENDAR}/closures` },
  CancelHoliday: { path: `${CALENDAR}/holiday-cancellations` },
  AssignCommitment: { path: COMMITMENTS },
  ReviseCommitment: { path: `${COMMITMENTS}/revisions` },
  WithdrawCommitment: { path: `${COMMITMENTS}/withdrawals` },
  AdoptPolicy: { path: 'pools/:pool/policies' },
  AllocateCredit: { path: 'pools/:pool/allocations' },
  CorrectAllocation: { path: 'pools/:pool/allocations/:allocationId/corrections' },
  IntroduceFacility: { path: 'pools/:pool/facilities', renamed: { applicant: 'applicantId' } },
  CorrectIntroduction: { path: `${FACILITY}/corrections` },
  DeclineFacility: { path: `${FACILITY}/declines` },
  WithdrawFacility: { path: `${FACILITY}/withdrawals` },
  PayFacility: { path: `${FACILITY}/payments` },
  ReversePayment: { path: `${FACILITY}/payments/:bankReference/reversal` },
  CloseFacility: { path: `${FACILITY}/closing` },
  ReviewPool: { path: 'pools/:pool/reviews', left: ['onlyWhenDue'] },
  ApproveReallocation: { path: `${REVIEW}/approval` },
  DismissReallocation: { path: `${REVIEW}/dismissal` },
  ReverseReallocation: { path: `${REVIEW}/reversals` },
  RegisterJob: { path: 'jobs', renamed: { personId: 'nationalId' } },
  VerifyJob: { path: 'jobs/:jobId/verifications' },
  RejectJob: { path: 'jobs/:jobId/rejections' },
  EndJob: { path: 'jobs/:jobId/endings' },
  VoidRegistration: { path: 'jobs/:jobId/voiding' },
  AddPrincipal: { path: 'principals' },
  GrantRole: { path: 'principals/:principalId/roles' },
  ConfirmRole: { path: 'principals/:principalId/roles/confirmations' },
  RevokeRole: { path: 'principals/:principalId/roles/revocations' },
  RevokeToken: { path: 'principals/:principalId/tokens/:tokenId/revocation' },
};

export interface Posted {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The address and the body of a command, as JSON has them. */
export function posted({ command, ...of }: Request): Posted {
  const { path, renamed = {}, left = [] } = COMMAND_ROUTES[command.type];
  const { to: _, ...named } = of;
  const fields: Readonly<Record<string, unknown>> = { ...named, ...command };
  const inPath = new Set(Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => name));
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(fields[name])));
  const body = Object.entries(fields)
    .filter(([name]) => name !== 'type' && !inPath.has(name) && !left.includes(name))
    .map(([name, value]) => [renamed[name] ?? name, typeof value === 'bigint' ? rialText(value) : value]);
  return { path: filled, body: Object.fromEntries(body) as Posted['body'] };
}
