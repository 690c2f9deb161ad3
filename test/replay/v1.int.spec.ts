import { SUBJECTS } from '@misaq/subjects.js';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner } from '@misaq/platform/commands/command-runner.js';
import { Contexts } from '@misaq/platform/commands/contexts.js';
import { principalAggregate } from '@misaq/access/aggregate.js';
import { planAggregate } from '@misaq/commitments/aggregate.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import { jobAggregate, personAggregate } from '@misaq/employment/aggregate.js';
import { importAggregate } from '@misaq/imports/aggregate.js';
import { remindersAggregate, webhookAggregate } from '@misaq/notifications/aggregate.js';
import { registerAggregate } from '@misaq/register/aggregate.js';
import { calendarAggregate } from '@misaq/working-calendar/aggregate.js';
import { newToken } from '@misaq/platform/node/tokens.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { isWorkingDay } from '@misaq/platform/calendar/working-calendar.js';
import { committedJobs } from '@misaq/commitments/domain/plan.js';
import { isCanonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { heldGrants } from '@misaq/access/domain/principal.js';
import { creditRefusals } from '@misaq/credit/domain/refusals.js';
import { nameOf } from '@misaq/register/domain/register.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import type { EventToAppend } from '@misaq/platform/event-store/port.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';

interface StoredLine extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
}

const POOL = 'gilan-1401-note16';
const NOW_MS = Date.UTC(2023, 0, 22, 9);
const lines = readFileSync('test/replay/v1/streams.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as StoredLine);

async function loaded() {
  const store = createInMemoryEventStore();
  for (const { stream, revision, id, type, data, metadata } of lines)
    await store.append(stream, revision - 1, [{ id, type, data, metadata }]);
  const clock = { now: () => NOW_MS };
  const runner = new CommandRunner(store, clock);
  return { store, runner, contexts: new Contexts(runner, clock) };
}

describe('A log of schema version 1', () => {
  it('contains every type of event and is canonical to the byte', () => {
    expect(new Set(lines.map(({ type }) => type)).size).toBe(56);
    for (const { data, metadata } of lines) {
      expect(isCanonicalJson(data)).toBe(true);
      expect(isCanonicalJson(metadata)).toBe(true);
    }
  });

  it('has an unbroken chain', async () => {
    const { store } = await loaded();
    expect(await verifyLog(store)).toMatchObject({ events: lines.length, faultCount: 0 });
  });

  it('gives the credit of each agency after a reallocation and its reversal', async () => {
    const { runner } = await loaded();
    const pool = await runner.state(poolAggregate, `creditPool-${POOL}`);
    const credit = Object.fromEntries(pool.credit);
    // 5,050 lost 2,330 and got 340 back; the recipient has the rest.
    expect(credit).toEqual({ behzisti: 3_060_000_000_000n, 'relief-committee': 11_990_000_000_000n });
    expect(pool.accounts.get('behzisti')?.paidRial).toBe(3_060_000_000_000n);
    expect([...pool.reviews.values()].map(({ status }) => status)).toEqual([
      'dismissed',
      'superseded',
      'approved',
    ]);
  });

  it('gives the final state of commitments, jobs, persons, the register, the calendar and imports', async () => {
    const { runner } = await loaded();
    const plan = await runner.state(planAggregate, 'commitmentPlan-gilan-1401');
    expect(committedJobs(plan, 'baseline')).toBe(110);
    expect(committedJobs(plan, 'raised')).toBe(0);
    expect(await runner.state(jobAggregate, 'job-j-1')).toMatchObject({ status: 'ended' });
    expect(await runner.state(jobAggregate, 'job-j-2')).toMatchObject({ status: 'rejected' });
    expect(await runner.state(jobAggregate, 'job-j-3')).toMatchObject({ status: 'voided' });
    for (const { stream } of lines.filter(({ type }) => type === 'JobReleased'))
      expect(await runner.state(personAggregate, stream)).not.toHaveProperty('runningJob');
    const register = await runner.state(registerAggregate, 'register-gilan');
    expect(nameOf(register, 'bank', 'bank-mellat', plainDate('2022-07-22'))).toBe('بانک ملت');
    expect(nameOf(register, 'bank', 'bank-mellat', plainDate('2022-07-23'))).toBe('بانک ملتِ نو');
    const { calendar } = await runner.state(calendarAggregate, 'workingCalendar-gilan');
    expect(calendar.revision).toBe(4);
    expect(isWorkingDay(calendar, plainDate('2022-12-21'))).toBe(false);
    const imported = lines.find(({ type }) => type === 'ImportCompleted');
    expect(await runner.state(importAggregate, imported?.stream ?? '')).toMatchObject({
      status: 'completed',
    });
  });

  it('gives the roles of a principal, and the owner of each token', async () => {
    const { store, runner } = await loaded();
    const principal = await runner.state(principalAggregate, 'principal-melli-7');
    expect(heldGrants(principal)).toEqual([{ role: 'bank', organisation: 'bank-melli', province: 'gilan' }]);
    const folder = mkdtempSync(join(tmpdir(), 'misaq-replay-'));
    const models = await openReadModels({ subjects: SUBJECTS, folder, store });
    try {
      await models.runner.catchUp();
      const bearer = (byte: number, day: string) =>
        models.authenticate(newToken((length) => new Uint8Array(length).fill(byte)).text, plainDate(day));
      const office = { organisation: 'bank-melli', province: 'gilan' };
      const actor = { id: 'melli-7', name: 'کارشناس بانک', role: 'bank', ...office };
      expect(bearer(1, '2024-03-19')).toMatchObject({ actor });
      expect(bearer(1, '2024-03-20')).toMatchObject({ refusal: { name: 'token_expired' } });
      expect(bearer(2, '2023-01-22')).toMatchObject({ refusal: { name: 'role_revoked' } });
      expect(bearer(3, '2023-01-22')).toMatchObject({ refusal: { name: 'token_revoked' } });
    } finally {
      await models.runner.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('gives a role that two admins granted, and a token whose code was redeemed', async () => {
    const { runner } = await loaded();
    const principal = await runner.state(principalAggregate, 'principal-guilan-2');
    expect(heldGrants(principal)).toEqual([{ role: 'economic-deputy' }]);
    expect([...principal.requests]).toEqual([]);
    // Linked and unlinked again.
    expect(principal.identity).toBeUndefined();
    expect([...principal.offers.keys()]).toEqual([...principal.tokens.keys()]);
    const confirmed = lines.find(
      ({ stream, type }) => stream === 'principal-guilan-2' && type === 'RoleGranted',
    );
    expect(JSON.parse(confirmed?.metadata ?? '')).toMatchObject({
      actor: { id: 'admin-3', tokenId: 'ddddeeeeffff' },
    });
  });

  it('gives the final state of reminders and webhooks', async () => {
    const { runner } = await loaded();
    const { raised } = await runner.state(remindersAggregate, `reminders-${POOL}`);
    expect([...raised]).toEqual([['lot-behzisti 2023-01-19', 10]]);
    const near = lines.find(({ type }) => type === 'LotDeadlineNear');
    expect(await runner.state(webhookAggregate, 'webhook-hook-1')).toMatchObject({
      status: 'removed',
      organisation: { kind: 'agency', id: 'behzisti' },
      deliveredThrough: near?.id,
    });
  });

  it('still recognises recorded acts: a repetition changes nothing, other content is refused', async () => {
    const { runner, contexts } = await loaded();
    const actor = { id: 'labour-1', name: 'labour-1', role: 'labour' } as const;
    const allocate = (amountRial: bigint) =>
      runner.execute(
        poolAggregate,
        `creditPool-${POOL}`,
        {
          type: 'AllocateCredit',
          allocationId: 'lot-relief',
          agency: 'relief-committee',
          amountRial,
          notifiedOn: plainDate('2022-12-18'),
        },
        { commandId: newCommandId(NOW_MS), actor },
        () => contexts.ofPool(POOL, actor),
      );
    expect(await allocate(10_000_000_000_000n)).toMatchObject({ kind: 'done', events: [], repeated: true });
    expect(await allocate(1n)).toMatchObject({
      kind: 'refused',
      refusal: { name: 'conflicts_with_recorded' },
    });
    expect(creditRefusals).toHaveProperty('conflicts_with_recorded');
  });

  it('is shown by the boards and the history', async () => {
    const { store } = await loaded();
    const folder = mkdtempSync(join(tmpdir(), 'misaq-replay-'));
    const models = await openReadModels({ subjects: SUBJECTS, folder, store });
    try {
      await models.runner.catchUp();
      for (const health of await models.runner.health()) expect(health).toMatchObject({ state: 'running' });
      const { total } = await models.history.history({ by: 'agency', id: 'behzisti' });
      expect(total).toBeGreaterThan(20);
      const feed = models.notifications.notifications({ province: 'gilan', kind: 'bank', id: 'bank-mellat' });
      expect(feed.notifications.map(({ kind }) => kind)).toContain('bank-deadline-near');
      const board = models.commitments.commitmentBoard('gilan', 1401);
      expect(board?.totals).toMatchObject({ assigned: { baseline: 110 } });
    } finally {
      await models.runner.close();
      rmSync(folder, { recursive: true });
    }
  });
});
