import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runs } from '../../../../test/support/runs.fixture.js';
import { LOG_START, NO_STREAM, type RecordedEvent } from '../port.js';
import { verifyLog } from '../verify.js';
import { openSqliteEventStore } from './sqlite-event-store.js';
import { buildWriter, startWriter, type Acknowledged } from './writer-process.fixture.js';

/** One in eight is killed while it starts. In the long run, over two hundred are killed while they write. */
const KILLS = runs(24, 232);

/** Number of kills between two checks of the log. In between, only the next writer opens what the last one left. */
const KILLS_A_LOOK = 4;

describe(`a writer killed with SIGKILL, ${String(KILLS)} times`, () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misaq-crash-'));
    program = buildWriter(join(folder, 'program'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('loses nothing acknowledged, leaves nothing half-applied, and always starts again', async () => {
    const data = join(folder, 'data');
    const seen = createLogWatch(data);
    let waiting: Acknowledged[] = [];
    let acknowledged = 0;
    let killedWhileStarting = 0;
    for (let run = 1; run <= KILLS; run += 1) {
      const writer = startWriter(program, data, run);
      if (run % 8 === 0) {
        // Kill at any moment from the start of the process to its opening of the log.
        await pause(30 + Math.random() * 60);
        killedWhileStarting += 1;
      } else {
        await writer.ready;
        await pause(Math.random() * 50);
      }
      writer.kill();
      expect(await writer.ended).toBeUndefined();
      waiting.push(...writer.acknowledged);
      acknowledged += writer.acknowledged.length;
      if (run % KILLS_A_LOOK === 0) {
        await seen.look(waiting);
        waiting = [];
      }
    }
    expect(killedWhileStarting).toBe(KILLS / 8);
    // The test would prove nothing if the writers had not written.
    expect(acknowledged).toBeGreaterThan(KILLS * 5);

    const store = openSqliteEventStore({ folder: data });
    const report = await verifyLog(store);
    expect(report.faults).toEqual([]);
    expect(report.events).toBeGreaterThan(acknowledged);
    expect(store.structuralProblems()).toEqual([]);
    await store.close();
  }, 300_000);
});

/** Reads the events since the last check and compares them with what was acknowledged. */
function createLogWatch(data: string) {
  const revisions = new Map<string, number>();
  let after = LOG_START;

  return {
    async look(acknowledged: readonly Acknowledged[]): Promise<void> {
      const store = openSqliteEventStore({ folder: data });
      const added: RecordedEvent[] = [];
      for await (const batch of store.readAll(after)) added.push(...batch);
      await store.close();
      for (const { stream, revision, position } of added) {
        expect(revision).toBe((revisions.get(stream) ?? NO_STREAM) + 1);
        revisions.set(stream, revision);
        expect(position).toBe(after + 1n);
        after = position;
      }
      expectWholeAppends(added);
      const ids = new Map(added.map(({ stream, revision, id }) => [`${stream} ${String(revision)}`, id]));
      const lost = acknowledged.filter(
        ({ stream, revision, id }) => ids.get(`${stream} ${String(revision)}`) !== id,
      );
      expect(lost).toEqual([]);
    },
  };
}

/** Every append is stored with all its events, in order and without others in between. */
function expectWholeAppends(events: readonly RecordedEvent[]): void {
  for (let index = 0; index < events.length;) {
    const { append, size } = partOf(events[index]!);
    const parts = events.slice(index, index + size).map(partOf);
    expect(parts).toEqual(Array.from({ length: size }, (_, part) => ({ append, part, size })));
    index += size;
  }
}

function partOf(event: RecordedEvent): { append: string; part: number; size: number } {
  const { append, part, size } = JSON.parse(event.data) as { append: string; part: number; size: number };
  return { append, part, size };
}
