import { Database } from '@misaq/platform/sqlite/database.js';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { LogEvent } from '@misaq/platform/projections/log-event.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { BUILT_MODELS_THREAD, BUILT_SUBJECTS } from '../../../test/support/built.fixture.js';
import { openService, type Service } from './service.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/* A service whose read models a thread keeps, as a server has them. The thread runs what was built. */

const PROVINCE = 'east-azerbaijan';
const clock = { now: () => Date.UTC(2023, 0, 22, 8, 30) };
const SHOWN_WITHIN_MS = 20_000;

let folder: string;
let notes: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'misaq-thread-'));
  notes = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (modelsThread = BUILT_MODELS_THREAD): Promise<Service> =>
  openService(
    BUILT_SUBJECTS,
    join(folder, 'data'),
    clock,
    { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' },
    { note: (text) => notes.push(text) },
    { modelsThread },
  );

/** A thread that dies, as for lack of memory, and dies again until it is healed; it may lose its voice before. */
function mortal(): {
  readonly program: URL;
  readonly mute: () => void;
  readonly strike: () => void;
  readonly heal: () => void;
} {
  const [program, sign, silence] = ['mortal.mjs', 'struck', 'silent'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    program,
    `import { existsSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const send = parentPort.postMessage.bind(parentPort);
    parentPort.postMessage = (message) => {
      if (message.kind !== 'shown' || !existsSync(${JSON.stringify(silence)})) send(message);
    };
    const look = () => {
      if (existsSync(${JSON.stringify(sign)})) throw new Error('it was struck');
    };
    look();
    setInterval(look, 5).unref();
    await import(${JSON.stringify(BUILT_MODELS_THREAD.href)});`,
  );
  return {
    program: pathToFileURL(program),
    mute: () => {
      writeFileSync(silence, '');
    },
    strike: () => {
      writeFileSync(sign, '');
    },
    heal: () => {
      rmSync(silence, { force: true });
      rmSync(sign);
    },
  };
}

async function register({ router }: Service, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const result: CommandResult = await router.send(
      {
        command: {
          type: 'RegisterOrganisation',
          province: PROVINCE,
          kind: 'county',
          id,
          name: id,
          activeFrom: plainDate('2016-03-20'),
        },
      },
      { commandId: newCommandId(clock.now()), actor: { id: 'setup', name: 'Setup', role: 'admin' } },
      'command-line',
    );
    expect(result.kind).toBe('done');
  }
}

async function shown({ store, models }: Service): Promise<boolean> {
  return models.runner.waitFor((await store.health()).position, SHOWN_WITHIN_MS);
}

const counties = ({ models }: Service): readonly string[] =>
  models.register.organisations(PROVINCE).organisations.map(({ id }) => id);

async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + SHOWN_WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`it never came to this: ${what}`);
    await wait(5);
  }
}

describe('Read models that a thread keeps', () => {
  it('show what is recorded, tell who watches of it in order, and are there again at the next start', async () => {
    const service = await open();
    const told: (LogEvent | 'shown')[] = [];
    let idle = true;
    service.watch({
      applied: (events) => told.push(...events),
      shown: () => told.push('shown'),
      isIdle: () => idle,
    });
    await register(service, ['tabriz']);
    expect(await shown(service)).toBe(true);
    expect(counties(service)).toEqual(['tabriz']);
    // Nobody looks: no event is read for it.
    expect(new Set(told)).toEqual(new Set(['shown']));

    idle = false;
    told.length = 0;
    await register(service, ['marand', 'ahar']);
    expect(await shown(service)).toBe(true);
    await until(
      () => told.filter((each) => each !== 'shown').length === 2 && told.at(-1) === 'shown',
      'two events and a last word',
    );
    expect(told.filter((each) => each !== 'shown').map(({ data }) => (data as { id: string }).id)).toEqual([
      'marand',
      'ahar',
    ]);
    await service.close();

    const again = await open();
    expect(counties(again)).toEqual(['ahar', 'marand', 'tabriz']);
    // The umask of the test run decides who may read the files.
    expect(notes.filter((note) => !note.startsWith('other users of this machine'))).toEqual([]);
    await again.close();
  });

  it('are built anew, compared and replaced while they are asked', async () => {
    const service = await open();
    await register(service, ['tabriz', 'marand']);
    expect(await shown(service)).toBe(true);
    const { runner } = service.models;
    const progress: bigint[] = [];
    const rebuilding = runner.rebuild(undefined, ({ position }) => progress.push(position));
    const ended = { yet: false };
    void rebuilding.finally(() => {
      ended.yet = true;
    });
    let asked = 0;
    for (; !ended.yet; asked += 1) {
      expect(counties(service)).toEqual(['marand', 'tabriz']);
      await wait(1);
    }
    const rebuilt = await rebuilding;
    expect(rebuilt.every(({ swapped, comparison }) => swapped && comparison?.differing === 0)).toBe(true);
    expect([progress.length > 0, asked > 0]).toEqual([true, true]);
    await register(service, ['ahar']);
    expect(await shown(service)).toBe(true);
    expect(counties(service)).toEqual(['ahar', 'marand', 'tabriz']);
    await expect(runner.verify(['nothing'])).rejects.toThrow(RangeError);
    await service.close();
  });

  it('are kept by another thread when theirs dies, and lose nothing', async () => {
    const { program, strike, heal } = mortal();
    const service = await open(program);
    await register(service, ['tabriz']);
    expect(await shown(service)).toBe(true);
    strike();
    await until(() => notes.some((each) => each.includes('it was struck')), 'a thread that ended');
    const waiting = service.models.runner.reader(REGISTER);
    // What it shows may be old from now on, and says so.
    expect(waiting.isStopped()).toBe(true);
    expect(counties(service)).toEqual(['tabriz']);
    expect(await service.models.runner.health()).toContainEqual(
      expect.objectContaining({ name: REGISTER, state: 'stopped', stop: { message: 'it was struck' } }),
    );
    await register(service, ['marand']);
    heal();
    await until(() => !waiting.isStopped(), 'another thread');
    expect(await shown(service)).toBe(true);
    expect(counties(service)).toEqual(['marand', 'tabriz']);
    expect(
      (await service.models.runner.verify()).every(({ comparison }) => comparison?.differing === 0),
    ).toBe(true);
    await service.close();
  });

  it('tell who watches what a thread has shown before it died without a word', async () => {
    const { program, mute, strike, heal } = mortal();
    const service = await open(program);
    await register(service, ['tabriz']);
    expect(await shown(service)).toBe(true);
    const told: string[] = [];
    service.watch({
      applied: (events) => told.push(...events.map(({ data }) => (data as { id: string }).id)),
      shown: () => undefined,
    });
    mute();
    await register(service, ['marand']);
    expect(await shown(service)).toBe(true);
    strike();
    await until(() => notes.some((each) => each.includes('it was struck')), 'a thread that ended');
    expect(told).toEqual([]);
    heal();
    await until(() => told.length > 0, 'a word of what was shown');
    expect(told).toEqual(['marand']);
    await service.close();
  });

  it('do not begin when their thread cannot, and leave the data directory free', async () => {
    const program = pathToFileURL(join(folder, 'none.mjs'));
    writeFileSync(program, "throw new Error('there is no such thread')");
    await expect(open(program)).rejects.toThrow('there is no such thread');
    const service = await open();
    await register(service, ['tabriz']);
    await service.close();
    expect(existsSync(join(folder, 'data', 'log.sqlite'))).toBe(true);
  });

  it('find a damaged log out for the server too, which takes no more commands', async () => {
    const { program, strike, heal } = mortal();
    const service = await open(program);
    await register(service, ['tabriz']);
    expect(await shown(service)).toBe(true);
    // Nobody has read what is recorded from now on, when it is damaged.
    strike();
    await until(() => notes.some((each) => each.includes('it was struck')), 'a thread that ended');
    await register(service, ['marand']);
    const { position } = await service.store.health();
    const db = new Database(join(folder, 'data', 'log.sqlite'));
    db.exec(`UPDATE events SET data = '{}' WHERE position = ${String(position)}`);
    db.close();
    heal();
    await until(
      () => service.followingProblem()?.includes('is damaged') === true,
      'a thread that met the damage',
    );
    expect(await service.store.health()).toMatchObject({ writable: false });
    await expect(register(service, ['ahar'])).rejects.toMatchObject({ name: 'StoreUnavailableError' });
    // What was read before it is still answered.
    expect(counties(service)).toEqual(['tabriz']);
    await service.close();
  });
});
