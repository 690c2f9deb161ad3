import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import {
  choice,
  day,
  identifier,
  pool,
  rialAmount,
  tomanAmount,
} from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { tomanInWords } from '@misaq/platform/text/toman.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';

interface OfFacility {
  readonly pool: string;
  readonly facility: string;
  readonly reason: string;
}

export interface AmountOptions {
  readonly amountToman?: Rial;
  readonly amountRial?: Rial;
}

const EXAMPLE_POOL = 'east-azerbaijan-1401-note16';

function ofFacility(command: Command): Command {
  return command
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
    .requiredOption('--facility <id>', 'the facility', identifier('--facility'))
    .requiredOption('--reason <text>', 'why');
}

export function registerWithdraw(command: Command, shell: VerbShell): void {
  ofFacility(command)
    .requiredOption('--on <day>', 'the day', day('--on'))
    .requiredOption('--by <who>', 'applicant or agency', choice('--by', ['applicant', 'agency']))
    .addHelpText(
      'after',
      `
Example:
  misaq withdraw --pool ${EXAMPLE_POOL} --facility N16-00001 --on 1401-10-05 --by applicant --reason "found work" --as labour-1:labour`,
    );
  command.action(() => {
    const options = command.opts<OfFacility & { on: PlainDate; by: 'applicant' | 'agency' }>();
    const { pool: poolId, facility: facilityId, on: withdrawnOn, by, reason } = options;
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const withdraw = { type: 'WithdrawFacility', facilityId, withdrawnOn, by, reason } as const;
      const result = await backend.send({ pool: poolId, command: withdraw });
      return recorded(
        result,
        `facility ${facilityId} withdrawn on ${formatJalali(withdrawnOn)} by the ${by}`,
      );
    });
  });
}

export function registerClose(command: Command, shell: VerbShell): void {
  ofFacility(command)
    .requiredOption('--bank <id>', 'the bank', identifier('--bank'))
    .requiredOption('--on <day>', 'the day', day('--on'))
    .addHelpText(
      'after',
      `
Example:
  misaq close --pool ${EXAMPLE_POOL} --facility N16-00001 --bank bank-refah --on 1401-10-05 --reason "completed" --as refah-1:bank@bank-refah`,
    );
  command.action(() => {
    const options = command.opts<OfFacility & { on: PlainDate; bank: string }>();
    const { pool: poolId, facility: facilityId, bank, on: closedOn, reason } = options;
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const close = { type: 'CloseFacility', facilityId, bank, closedOn, reason } as const;
      const result = await backend.send({ pool: poolId, command: close });
      return recorded(result, `facility ${facilityId} closed on ${formatJalali(closedOn)}`);
    });
  });
}

export function registerCorrectIntroduction(command: Command, shell: VerbShell): void {
  withAmount(ofFacility(command)).addHelpText(
    'after',
    `
Example:
  misaq correct-introduction --pool ${EXAMPLE_POOL} --facility N16-00001 --amount-toman 350000000 --reason "typing error" --as labour-1:labour`,
  );
  command.action(() => {
    const options = command.opts<OfFacility & AmountOptions>();
    const { pool: poolId, facility: facilityId, reason } = options;
    return shell.run(command, async (session) => {
      const amountRial = amountOf(options);
      const backend = await session.reach('write');
      const correct = { type: 'CorrectIntroduction', facilityId, amountRial, reason } as const;
      const result = await backend.send({ pool: poolId, command: correct });
      return recorded(result, `facility ${facilityId} is for ${tomanInWords(amountRial)}`);
    });
  });
}

export function withAmount(command: Command): Command {
  return command
    .option('--amount-toman <amount>', 'the right amount in toman', tomanAmount('--amount-toman'))
    .option('--amount-rial <amount>', 'or in rials', rialAmount('--amount-rial'));
}

export function amountOf({ amountToman, amountRial }: AmountOptions): Rial {
  if ((amountToman === undefined) === (amountRial === undefined))
    throw new UsageError('amount_needed', 'give --amount-toman or --amount-rial, one of them');
  return amountToman ?? amountRial ?? 0n;
}
