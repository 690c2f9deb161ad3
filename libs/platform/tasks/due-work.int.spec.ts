import { applicationOn } from '@misaq/platform/commands/application.fixture.js';
import { provinceOn } from '@misaq/credit/due/due.fixture.js';
import { plainDate, startOfTehranDay, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import type { RegisterJob } from '@misaq/employment/domain/commands.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { until } from '@misaq/platform/scheduling/contract.js';
import { createInProcessScheduler } from '@misaq/platform/scheduling/in-process.js';
import { SchedulerUnavailableError } from '@misaq/platform/scheduling/port.js';
import { testTime } from '@misaq/platform/scheduling/timers.fixture.js';
import { startReceiver, type TestReceiver } from '@misaq/platform/webhooks/receiver.fixture.js';
import { processOn, springOf1404, written } from './due-work.fixture.js';
import { startDueWork } from './due-work.js';

const newFolder = temporaryFolders();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const kindsSent = (): string[] =>
  receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('due work in one process', () => {
  it('runs over Nowruz by itself, and its webhook deliveries reach the agency', async () => {
    const store = await springOf1404(newFolder, receiver.url());
    const time = testTime(startOfTehranDay(plainDate('2025-03-24')) + 22 * HOUR);
    const scheduler = createInProcessScheduler({ clock: time.clock, timers: time.timers });
    const running = await processOn(store, newFolder(), { scheduler, ...time });
    for (const end = startOfTehranDay(plainDate('2025-04-15')); time.clock.now() < end;) {
      // Lets time pass to one minute after the next midnight in Tehran.
      const midnight = startOfTehranDay(tehranDate(time.clock.now() + DAY));
      time.set(midnight + 1_000);
      await time.pass(31_000);
      await until(async () => (await running.work.health()).sweptOn === tehranDate(time.clock.now()));
    }
    expect((await written(store)).filter((line) => !line.startsWith('Webhook'))).toEqual([
      // The deadline of the other lot passed before any process ran.
      'PoolReviewed 2025-03-24',
      'LotDeadlineNear 10',
      'LotDeadlineNear 5',
      'LotDeadlineNear 1',
      'ReviewSuperseded',
      'PoolReviewed 2025-04-14',
    ]);
    await until(async () => {
      await time.pass(2_000);
      return receiver.received.length === 4;
    });
    expect(kindsSent()).toEqual([...Array.from({ length: 3 }, () => 'lot-deadline-near'), 'review-proposes']);
    await running.close();
  });

  it('does missed work at the start, and none of it again at the next start', async () => {
    const store = await springOf1404(newFolder, receiver.url());
    const clock = { now: () => startOfTehranDay(plainDate('2025-04-20')) + 15 * HOUR };
    for (let start = 0; start < 2; start += 1) {
      const running = await processOn(store, newFolder(), {
        scheduler: createInProcessScheduler({ clock }),
        clock,
      });
      await until(async () => (await running.work.health()).sweptOn === '2025-04-20');
      await until(() => receiver.received.length === 1);
      await until(async () => (await written(store)).at(-1) === 'WebhookDelivered');
      await running.close();
    }
    expect(await written(store)).toEqual(['PoolReviewed 2025-04-20', 'WebhookDelivered']);
    expect(kindsSent()).toEqual(['review-proposes']);
  });

  it('releases a person whose registration was cut off, some minutes after the limit of ten', async () => {
    const province = await provinceOn(newFolder);
    const time = testTime(startOfTehranDay(plainDate('2025-04-20')) + 9 * HOUR);
    const register = (jobId: string): RegisterJob => ({
      type: 'RegisterJob',
      jobId,
      province: 'sample',
      year: 1404,
      personId: 'person-1',
      agency: 'behzisti',
      sector: 'services',
      county: 'tabriz',
      gender: 'female',
      registeredOn: plainDate('2025-04-19'),
      startedOn: plainDate('2025-04-10'),
    });
    let appends = 0;
    const cut = applicationOn({
      ...province.store,
      append: (...given) => {
        appends += 1;
        return appends === 2
          ? Promise.reject(new StoreUnavailableError('the disk is full'))
          : province.store.append(...given);
      },
    });
    cut.setClock(time.clock.now());
    await expect(cut.employment.register(register('job-1'), cut.envelope())).rejects.toThrow('disk is full');

    const scheduler = createInProcessScheduler({ clock: time.clock, timers: time.timers });
    const running = await processOn(province.store, newFolder(), { scheduler, ...time });
    const released = async (): Promise<boolean> => (await written(province.store)).includes('JobReleased');
    await time.pass(10 * 60_000 - 1_000);
    expect(await released()).toBe(false);
    await time.pass(61_000);
    await until(released);
    expect(await written(province.store)).toEqual(
      expect.arrayContaining(['RegistrationAbandoned', 'JobReleased']),
    );
    expect(running.logged).toContain(
      'an act on job job-1 had been cut off: its person is released (not-finished)',
    );
    const app = applicationOn(province.store);
    app.setClock(time.clock.now());
    expect(await app.employment.register(register('job-2'), app.envelope())).toMatchObject({ kind: 'done' });
    await running.close();
  });

  it('reports once what it cannot mend, and continues', async () => {
    const time = testTime(startOfTehranDay(plainDate('2025-04-20')));
    const scheduler = createInProcessScheduler({ clock: time.clock, timers: time.timers });
    const logged: string[] = [];
    let mendings = 0;
    const work = await startDueWork({
      scheduler,
      ...time,
      sweep: (day) => Promise.resolve({ day, pools: 0, reviews: [], reminders: [], problems: [] }),
      mend: () => {
        mendings += 1;
        if (mendings === 4) return Promise.reject(new Error('the table is damaged'));
        const refusal = { name: 'person_already_employed', figures: { jobId: 'job-2' } };
        return Promise.resolve({ mended: [], problems: [{ jobId: 'job-1', refusal }] });
      },
      log: (message) => logged.push(message),
    });
    await time.pass(5 * 60_000);
    expect(mendings).toBe(6);
    expect(logged.filter((line) => !line.startsWith('due on'))).toEqual([
      'jobs job-1 and job-2 run for one person: one of them must be voided',
      'acts that were cut off cannot be found: the table is damaged',
      'jobs job-1 and job-2 run for one person: one of them must be voided',
    ]);
    await work.close();
    expect(time.timersSet()).toBe(0);
  });

  it('retries a sweep that failed, and reports the cause', async () => {
    const time = testTime(startOfTehranDay(plainDate('2025-04-20')));
    const scheduler = createInProcessScheduler({ clock: time.clock, timers: time.timers });
    let broken = true;
    const work = await startDueWork({
      scheduler,
      ...time,
      sweep: (day) =>
        Promise.resolve({
          day,
          pools: 1,
          reviews: [],
          reminders: [],
          problems: broken ? [{ pool: 'p', problem: 'the log cannot be written' }] : [],
        }),
    });
    await time.settle();
    expect(await work.health()).toMatchObject({ problems: [{ problem: 'the log cannot be written' }] });
    broken = false;
    await time.pass(10_000);
    expect(await work.health()).toMatchObject({ problems: [], sweptOn: '2025-04-20', lateMs: 0 });
    await work.close();
    expect(time.timersSet()).toBe(0);
  });

  it('reports how long scheduling has been impossible, and continues when it is possible again', async () => {
    const time = testTime(startOfTehranDay(plainDate('2025-04-20')));
    const scheduler = createInProcessScheduler({ clock: time.clock, timers: time.timers });
    let away = true;
    const days: string[] = [];
    const work = await startDueWork({
      scheduler: {
        ...scheduler,
        schedule: (task) =>
          away ? Promise.reject(new SchedulerUnavailableError('Redis is away')) : scheduler.schedule(task),
      },
      ...time,
      sweep: (day) => {
        days.push(day);
        return Promise.resolve({ day, pools: 0, reviews: [], reminders: [], problems: [] });
      },
    });
    await time.pass(90_000);
    expect(days).toEqual([]);
    expect(await work.health()).toMatchObject({
      lateMs: 90_000,
      problem: 'tasks cannot be scheduled: Redis is away',
    });
    away = false;
    await time.pass(31_000);
    expect(days).toEqual(['2025-04-20']);
    expect((await work.health()).lateMs).toBe(0);
    await work.close();
  });
});
