import { plainDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditCommand } from '@misaq/credit/domain/commands.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import { type EventStore, type RecordedEvent, LOG_START } from '@misaq/platform/event-store/port.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from './command-id.js';
import { CommandRouter } from './command-router.js';
import type { CommandTables } from './command-route.js';
import { CommandRunner, type CommandRunnerOptions } from './command-runner.js';
import { Employment } from '@misaq/employment/employment.js';
import type { Envelope } from './event-format.js';
import { noTables } from '@misaq/platform/subjects/command-tables.js';
import { SUBJECTS } from '@misaq/subjects.js';
import type { CommandResult } from './command-result.js';

export const PROVINCE = 'sample';
export const POOL = 'sample-1401-note16';
/** 1401-11-02 at noon in Tehran. */
export const NOON_MS = Date.UTC(2023, 0, 22, 8, 30);

export function actor(role: Role, id = `${role}-1`): Actor {
  return { id, name: id, role };
}

/** The application on a store, with a clock that the test sets. */
export function applicationOn(
  store: EventStore,
  options?: CommandRunnerOptions,
  tables: CommandTables = noTables(SUBJECTS),
) {
  let nowMs = NOON_MS;
  const clock: Clock = { now: () => nowMs };
  const runner = new CommandRunner(store, clock, options);
  const router = new CommandRouter({ subjects: SUBJECTS, streams: runner, clock, tables });
  const { contexts } = router;
  const envelope = (by: Actor = actor('labour'), commandId = newCommandId(nowMs)): Envelope => ({
    commandId,
    actor: by,
  });

  return {
    runner,
    router,
    contexts,
    clock,
    employment: new Employment({ router, tables }),
    envelope,
    setClock: (ms: number) => {
      nowMs = ms;
    },
    pool(command: CreditCommand, sent: Envelope = envelope(), pool = POOL): Promise<CommandResult> {
      return router.send({ pool, command }, sent, 'http');
    },
    async register(kind: 'agency' | 'bank' | 'sector' | 'county', ...ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        const command = {
          type: 'RegisterOrganisation',
          province: PROVINCE,
          kind,
          id,
          name: `The ${kind} ${id}`,
          activeFrom: plainDate('2016-03-20'),
          ...(kind === 'bank' && { ownership: 'state' as const }),
        } as const;
        const result = await router.send({ command }, envelope(), 'http');
        if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
      }
    },
    async registerAll(): Promise<void> {
      await this.register('agency', 'behzisti', 'relief-committee');
      await this.register('bank', 'bank-melli');
      await this.register('sector', 'services');
      await this.register('county', 'tabriz', 'marand');
    },
  };
}

export type TestApplication = ReturnType<typeof applicationOn>;

export async function wholeLog(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll(LOG_START)) events.push(...batch);
  return events;
}

export function allocate(allocationId: string, agency: string, amountRial: bigint): CreditCommand {
  return { type: 'AllocateCredit', allocationId, agency, amountRial, notifiedOn: day('2022-12-18') };
}

export function introduce(facilityId: string, agency = 'behzisti', amountRial = 1_000n): CreditCommand {
  return {
    type: 'IntroduceFacility',
    facilityId,
    agency,
    bank: 'bank-melli',
    amountRial,
    introducedOn: day('2022-12-19'),
    county: 'tabriz',
    sector: 'services',
    plannedJobs: 1,
  };
}

export function pay(facilityId: string, bankReference = 'r1', amountRial = 1_000n): CreditCommand {
  return {
    type: 'PayFacility',
    facilityId,
    bank: 'bank-melli',
    amountRial,
    paidOn: day('2022-12-20'),
    bankReference,
  };
}

export function day(text: string): PlainDate {
  return plainDate(text);
}
