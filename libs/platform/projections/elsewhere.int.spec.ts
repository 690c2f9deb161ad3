import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LOG_START, type EventStore } from '@misaq/platform/event-store/port.js';
import { buildShadow } from './shadow-build.js';
import { counting, everything, paid, poison } from './counting.fixture.js';
import { testLog } from './log.fixture.js';
import type { Projection } from './projection.js';
import type { Elsewhere } from './rebuild.js';
import { openProjections } from './runner.js';
import { eventsSeen, newFolder, paidTo } from './runner.fixture.js';

describe('a head start built in another thread', () => {
  const logOf = async (events: number) => {
    const log = testLog();
    await log.write(Array.from({ length: events }, () => paid('melli', '1')));
    const readFrom: bigint[] = [];
    const store: EventStore = {
      ...log.store,
      readAll(after) {
        readFrom.push(after);
        return log.store.readAll(after);
      },
    };
    return { store, readFrom };
  };

  async function* upTo(store: EventStore, last: bigint) {
    for await (const page of store.readAll(LOG_START)) yield page.filter(({ position }) => position <= last);
  }

  const only = (
    build: Elsewhere['build'],
    compare: Elsewhere['compare'] = () => Promise.resolve(undefined),
  ): Elsewhere => ({ build, compare });

  async function rebuiltWith(store: EventStore, build: Elsewhere['build'], folder: string) {
    const projections = [counting(), everything];
    const runner = await openProjections({ folder, store, projections, elsewhere: only(build) });
    await runner.catchUp();
    const rebuilt = await runner.rebuild();
    const paidThen = paidTo(runner, 'melli');
    await runner.close();
    expect(
      rebuilt.map(({ position, comparison, swapped }) => [position, comparison?.differing, swapped]),
    ).toEqual([
      [29n, 0, true],
      [29n, 0, true],
    ]);
    expect(paidThen).toBe('30');
    expect(readdirSync(folder).sort()).toEqual(['counting.sqlite', 'everything.sqlite']);
  }

  it.each([
    ['all', 29n],
    ['a part', 11n],
  ])('continues from %s of what that thread built', async (_, reached) => {
    const { store, readFrom } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      async (names, end) => {
        expect([names, end]).toEqual([['counting', 'everything'], 29n]);
        await buildShadow(folder, [counting(), everything], upTo(store, reached));
        readFrom.length = 0;
        return true;
      },
      folder,
    );
    expect(readFrom.every((after) => after >= reached)).toBe(true);
  });

  it('builds what that thread left out', async () => {
    const { store } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      async () => {
        await buildShadow(folder, [everything], upTo(store, 29n));
        return true;
      },
      folder,
    );
  });

  it('uses nothing of a build that failed', async () => {
    const { store } = await logOf(30);
    const folder = newFolder();
    await rebuiltWith(
      store,
      () => {
        writeFileSync(join(folder, 'counting.new.sqlite'), 'half a file');
        return Promise.resolve(false);
      },
      folder,
    );
  });

  it('stops at the event that stopped that build', async () => {
    const log = testLog();
    await log.write([paid('melli', '1'), poison]);
    const folder = newFolder();
    const runner = await openProjections({
      folder,
      store: log.store,
      projections: [counting()],
      elsewhere: only(async () => {
        await buildShadow(folder, [counting()], log.store.readAll(LOG_START));
        return true;
      }),
    });
    await runner.catchUp();
    expect(await runner.rebuild()).toMatchObject([{ swapped: false, stop: { position: 1n } }]);
    await runner.close();
  });

  it('is used for new read models, and not for any that has begun', async () => {
    const { store, readFrom } = await logOf(30);
    const folder = newFolder();
    const asked: (readonly string[])[] = [];
    const open = (projections: readonly Projection[]) =>
      openProjections({
        folder,
        store,
        projections,
        elsewhere: only(async (names) => {
          asked.push(names);
          await buildShadow(
            folder,
            projections.filter(({ name }) => names.includes(name)),
            upTo(store, 11n),
          );
          readFrom.length = 0;
          return true;
        }),
      });
    const first = await open([counting()]);
    await first.catchUp();
    expect(readFrom).toEqual([11n]);
    await first.catchUp();
    await first.close();
    const second = await open([counting(), everything]);
    await second.catchUp();
    expect(asked).toEqual([['counting'], ['everything']]);
    expect([paidTo(second, 'melli'), eventsSeen(second)]).toEqual(['30', 30]);
    await second.close();
    expect(readdirSync(folder).sort()).toEqual(['counting.sqlite', 'everything.sqlite']);
  });

  it('lets that thread compare, and compares the rest itself', async () => {
    const { store } = await logOf(30);
    const asked: string[][] = [];
    const found = { differing: 7, examples: [] };
    const runner = await openProjections({
      folder: newFolder(),
      store,
      projections: [counting(), everything],
      elsewhere: only(
        () => Promise.resolve(false),
        (served, rebuilt, tables) => {
          asked.push([basename(served), basename(rebuilt), ...tables.map(({ name }) => name)]);
          return Promise.resolve(served.includes('everything') ? found : undefined);
        },
      ),
    });
    await runner.catchUp();
    const verified = await runner.verify();
    expect(verified.map(({ comparison }) => comparison?.differing)).toEqual([0, 7]);
    expect(asked[1]).toEqual(['everything.sqlite', 'everything.new.sqlite', 'types']);
    await runner.close();
  });

  it('is aborted when the read models are closed', async () => {
    const { store } = await logOf(30);
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const runner = await openProjections({
      folder: newFolder(),
      store,
      projections: [counting()],
      elsewhere: only(async (_names, _upTo, _onPosition, signal) => {
        begin();
        await once(signal, 'abort');
        return false;
      }),
    });
    const rebuilding = runner.rebuild();
    await begun;
    await Promise.all([expect(rebuilding).rejects.toThrow('were closed before'), runner.close()]);
  });
});
