import { addDays, plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import type { CreditCommand } from '@misaq/credit/domain/commands.js';
import type { RegisterCommand } from '@misaq/register/domain/commands.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/*
 * What the bench does: the everyday commands of a large province, spread over sixteen pools, in fixed proportions and
 * in a fixed order. Nothing in it is random, so that two runs write the same events.
 */

export const PROVINCE = 'bench';
export const YEAR = 1401;
export const POOLS = Array.from(
  { length: 16 },
  (_, index) => `${PROVINCE}-${String(YEAR)}-pool${twoDigits(index)}`,
);
export const AGENCIES = Array.from({ length: 8 }, (_, index) => `agency-${twoDigits(index)}`);
export const BANKS = Array.from({ length: 10 }, (_, index) => `bank-${twoDigits(index)}`);
export const COUNTIES = Array.from({ length: 20 }, (_, index) => `county-${twoDigits(index)}`);
export const SECTORS = ['agriculture', 'industry', 'services'];

const FIRST_DAY = plainDate('2022-04-01');
const DAYS = 300;
/** Days are looked up, so that the bench does not measure its own arithmetic. */
const CALENDAR = Array.from({ length: DAYS + 100 }, (_, index) => addDays(FIRST_DAY, index));
const ACTOR = { id: 'labour-1', name: 'labour-1', role: 'labour' } as const;
const FACILITY_RIAL = 1_500_000_000n;
const CREDIT_RIAL = 10n ** 17n;

/** Of twenty everyday commands two write two events: commands for each event. */
export const COMMANDS_BY_EVENTS = 20 / 22;

export type BenchCommand = Parameters<CommandRouter['send']>;

/** The register, the commitments and the credit that the rest stands on. */
export async function prepare(router: CommandRouter): Promise<void> {
  const activeFrom = plainDate('2016-03-20');
  const register = (
    command: Omit<RegisterCommand & { type: 'RegisterOrganisation' }, 'type' | 'province' | 'activeFrom'>,
  ) =>
    send(router, [
      { command: { type: 'RegisterOrganisation', province: PROVINCE, activeFrom, ...command } },
      envelope(),
      'command-line',
    ]);
  for (const id of AGENCIES) await register({ kind: 'agency', id, name: `Agency ${id}` });
  for (const id of BANKS) await register({ kind: 'bank', id, name: `Bank ${id}`, ownership: 'state' });
  for (const id of COUNTIES) await register({ kind: 'county', id, name: `County ${id}` });
  for (const id of SECTORS) await register({ kind: 'sector', id, name: `Sector ${id}` });
  for (const agency of AGENCIES)
    for (const county of COUNTIES)
      await send(router, [
        {
          command: {
            type: 'AssignCommitment',
            province: PROVINCE,
            year: YEAR,
            version: 'baseline',
            agency,
            sector: SECTORS[0] ?? '',
            county,
            jobs: 100,
            notifiedOn: FIRST_DAY,
          },
        },
        envelope(),
        'command-line',
      ]);
  for (const pool of POOLS)
    for (const agency of AGENCIES)
      await send(router, [
        {
          pool,
          command: {
            type: 'AllocateCredit',
            allocationId: `lot-${agency}`,
            agency,
            amountRial: CREDIT_RIAL,
            notifiedOn: FIRST_DAY,
          },
        },
        envelope(),
        'command-line',
      ]);
}

/**
 * The n-th everyday command. Of twenty: eight introductions, seven payments and one decline of what was introduced a
 * round before, two registrations of jobs (each claims a person, too) and two first verifications.
 */
export function everyday(n: number): BenchCommand {
  const round = Math.floor(n / 320);
  const step = Math.floor((n % 320) / 16);
  const pool = n % 16;
  const facility = (of: number, index: number): string => `f-${String(pool)}-${String(of * 8 + index)}`;
  if (step < 8) return introduce(pool, facility(round, step), round * 8 + step);
  const registers = step === 16 || step === 17;
  if (round === 0 && !registers) return introduce(pool, `early-${facility(0, step)}`, step);
  if (step < 15) return pay(pool, facility(round - 1, step - 8), (round - 1) * 8 + step - 8);
  if (step === 15) return decline(pool, facility(round - 1, 7), (round - 1) * 8 + 7);
  const job = (of: number): string => `j-${String(of * 32 + pool * 2 + (step % 2))}`;
  return step < 18 ? registerJob(job(round), round + step) : verifyJob(job(round - 1), round + step);
}

function introduce(pool: number, facilityId: string, n: number): BenchCommand {
  return onPool(pool, {
    type: 'IntroduceFacility',
    facilityId,
    agency: pick(AGENCIES, n),
    bank: pick(BANKS, n),
    amountRial: FACILITY_RIAL,
    introducedOn: pick(CALENDAR, n % DAYS),
    county: pick(COUNTIES, n),
    sector: pick(SECTORS, n),
    plannedJobs: 1 + (n % 4),
  });
}

function pay(pool: number, facilityId: string, n: number): BenchCommand {
  return onPool(pool, {
    type: 'PayFacility',
    facilityId,
    bank: pick(BANKS, n),
    amountRial: FACILITY_RIAL,
    paidOn: pick(CALENDAR, (n % DAYS) + 5 + (n % 40)),
    bankReference: `ref-${String(n)}`,
  });
}

function decline(pool: number, facilityId: string, n: number): BenchCommand {
  return onPool(pool, {
    type: 'DeclineFacility',
    facilityId,
    bank: pick(BANKS, n),
    declinedOn: pick(CALENDAR, (n % DAYS) + 10),
    reason: 'The collateral was not accepted',
  });
}

function registerJob(jobId: string, n: number): BenchCommand {
  const registeredOn = pick(CALENDAR, n % DAYS);
  return [
    {
      command: {
        type: 'RegisterJob',
        jobId,
        province: PROVINCE,
        year: YEAR,
        personId: `p${jobId}`,
        agency: pick(AGENCIES, n),
        sector: pick(SECTORS, n),
        county: pick(COUNTIES, n),
        gender: n % 3 === 0 ? 'female' : 'male',
        registeredOn,
        startedOn: registeredOn,
      },
    },
    envelope(),
    'command-line',
  ];
}

function verifyJob(jobId: string, n: number): BenchCommand {
  return [
    {
      command: {
        type: 'VerifyJob',
        jobId,
        round: 1,
        verifier: `verifier-${String(n % 7)}`,
        on: pick(CALENDAR, DAYS + 20),
      },
    },
    envelope(),
    'command-line',
  ];
}

function onPool(pool: number, command: CreditCommand): BenchCommand {
  return [{ pool: pick(POOLS, pool), command }, envelope(), 'command-line'];
}

function envelope(): Envelope {
  return { commandId: newCommandId(Date.now()), actor: ACTOR };
}

function pick<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function twoDigits(n: number): string {
  return String(n + 1).padStart(2, '0');
}

/** Sends one command and throws when it is refused: a bench that is refused measures nothing. */
export async function send(router: CommandRouter, command: BenchCommand): Promise<void> {
  const result: CommandResult = await router.send(...command);
  if (result.kind === 'refused') throw new Error(`the bench was refused: ${JSON.stringify(result.refusal)}`);
}

/** The n-th command of those that only concern pools: introductions, and payments of the round before. */
export function onPools(n: number): BenchCommand {
  const round = Math.floor(n / 128);
  const pool = n % 16;
  const index = Math.floor((n % 128) / 16);
  const facility = (of: number): string => `q-${String(pool)}-${String(of * 8 + index)}`;
  const introduces = round % 2 === 0;
  const of = Math.floor(round / 2);
  return introduces ? introduce(pool, facility(of), of * 8 + index) : pay(pool, facility(of), of * 8 + index);
}

/** Sends commands `from` up to (not including) `to` with a number in flight. @returns seconds it took */
export async function sendAll(
  router: CommandRouter,
  command: (n: number) => BenchCommand,
  from: number,
  to: number,
  inFlight: number,
): Promise<number> {
  let next = from;
  const started = process.hrtime.bigint();
  const lane = async (): Promise<void> => {
    for (let n = next++; n < to; n = next++) await send(router, command(n));
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Commands in flight at once. */
export const IN_FLIGHT = 64;
const COMMANDS = 40_000;

/** Commands that only concern pools, on whatever the log holds already. */
export async function commandsPerSec(router: CommandRouter): Promise<number> {
  return Math.round(COMMANDS / (await sendAll(router, onPools, 0, COMMANDS, IN_FLIGHT)));
}
