import { SUBJECTS } from '@misaq/subjects.js';
import { plainDate, startOfTehranDay, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import type { CreditCommand } from '../domain/commands.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import {
  actor,
  applicationOn,
  wholeLog,
  type TestApplication,
} from '@misaq/platform/commands/application.fixture.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { createDueReviews, type DueReviews } from './due-reviews.js';

const HOUR = 3_600_000;

/** A node on a log: its application, read models and sweep. */
export interface Node {
  readonly application: TestApplication;
  readonly models: ReadModels;
  readonly due: DueReviews;
  close(): Promise<void>;
}

export interface NodeOptions {
  /** Its read models stay behind the log. */
  readonly lags?: boolean;
  /** A pool that its read models cannot read. */
  readonly broken?: string;
}

export async function nodeOn(
  store: EventStore,
  application: TestApplication,
  folder: string,
  { lags = false, broken }: NodeOptions = {},
): Promise<Node> {
  const models = await openReadModels({ subjects: SUBJECTS, folder, store });
  await models.runner.catchUp();
  const due = createDueReviews({
    router: application.router,
    source: {
      async pools() {
        if (!lags) await models.runner.catchUp();
        return models.due.pools();
      },
      due(pool, today) {
        if (pool === broken) throw new Error('its table is damaged');
        return models.due.due(pool, today);
      },
    },
  });
  return { application, models, due, close: () => models.runner.close() };
}

/** A province of 1403/1404 on a log, with nodes that tests add. */
export async function provinceOn(newFolder: () => string) {
  const store = createInMemoryEventStore();
  const setUp = applicationOn(store);
  await setUp.registerAll();
  return {
    store,
    /** A node on the machine that also executes people's commands. */
    node: (options?: NodeOptions) => nodeOn(store, setUp, newFolder(), options),
    /** A node on another machine with the same log. */
    otherNode: (options?: NodeOptions) => nodeOn(store, applicationOn(store), newFolder(), options),
    /** Executes a command at ten in the morning of a day. */
    async on(day: string, pool: string, command: CreditCommand, by: Actor = actor('labour')): Promise<void> {
      const nowMs = startOfTehranDay(plainDate(day)) + 10 * HOUR;
      setUp.setClock(nowMs);
      const result = await setUp.pool(command, { commandId: newCommandId(nowMs), actor: by }, pool);
      if (result.kind === 'refused') throw new Error(`${command.type}: ${JSON.stringify(result.refusal)}`);
    },
    /** Sweeps on a node whose clock shows this instant, or the beginning of this day. */
    sweep(node: Node, at: number | string) {
      const nowMs = typeof at === 'number' ? at : startOfTehranDay(plainDate(at));
      node.application.setClock(nowMs);
      return node.due.sweep(tehranDate(nowMs));
    },
    /** The events that sweeps wrote, as type and subject. */
    async written(): Promise<readonly string[]> {
      const log = await wholeLog(store);
      return log
        .filter(({ type }) => ['PoolReviewed', 'LotDeadlineNear', 'BankDeadlineNear'].includes(type))
        .map(({ type, data }) => {
          const event = JSON.parse(data) as Readonly<Record<string, string | number>>;
          return type === 'PoolReviewed'
            ? `review ${String(event.reviewId)} as of ${String(event.asOf)}`
            : `${type} ${String(event.lotId)} ${String(event.workingDaysLeft)}`;
        });
    },
  };
}

export type Province = Awaited<ReturnType<typeof provinceOn>>;

export function allocate(
  allocationId: string,
  agency: string,
  amountRial: bigint,
  notifiedOn: string,
): CreditCommand {
  return { type: 'AllocateCredit', allocationId, agency, amountRial, notifiedOn: plainDate(notifiedOn) };
}

export function introduce(
  facilityId: string,
  agency: string,
  amountRial: bigint,
  introducedOn: string,
): CreditCommand {
  return {
    type: 'IntroduceFacility',
    facilityId,
    agency,
    bank: 'bank-melli',
    amountRial,
    introducedOn: plainDate(introducedOn),
    county: 'tabriz',
    sector: 'services',
    plannedJobs: 1,
  };
}

export function pay(facilityId: string, amountRial: bigint, paidOn: string): CreditCommand {
  return {
    type: 'PayFacility',
    facilityId,
    bank: 'bank-melli',
    amountRial,
    paidOn: plainDate(paidOn),
    bankReference: 'r1',
  };
}
