import { Database } from '@misaq/platform/sqlite/database.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkedLog } from '../log-check.js';
import { LogDamagedError, PositionsMissingError } from '../log-damaged.js';
import { LOG_START, type EventToAppend } from '../port.js';
import { verifyLog } from '../verify.js';
import { rowChecksum } from './checksum.js';
import { makeStoreFolder, readLog, type StoreFolder, thrownBy, writeStream } from './store-folder.fixture.js';

describe('a log from which events were deleted with plain SQL', () => {
  let here: StoreFolder;

  beforeEach(async () => {
    here = makeStoreFolder();
    // Long enough that the gaps are outside the tail that is checked event by event at opening.
    await here.using(async (store) => {
      for (const stream of ['pool-a', 'pool-b']) await writeStream(store, stream, 5);
      await writeStream(store, 'long', 300);
    });
  });
  afterEach(() => here.remove());

  function sql(text: string): void {
    const db = new Database(here.logFile);
    db.exec(text);
    db.close();
  }

  it.each([
    ['in the middle', 'DELETE FROM events WHERE position IN (3, 4)', /no events at positions 3 to 4/],
    ['at the end of a stream', 'DELETE FROM events WHERE position = 9', /no event at position 9/],
    ['at the beginning', 'DELETE FROM events WHERE position < 2', /no events at positions 0 to 1/],
    [
      'as a whole stream',
      "DELETE FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = 'pool-b'); DELETE FROM streams WHERE name = 'pool-b'",
      /no events at positions 5 to 9/,
    ],
    [
      'from the middle of a stream, with the positions renumbered and others put in their place',
      "UPDATE events SET revision = 99, stream_id = (SELECT id FROM streams WHERE name = 'pool-b') WHERE position = 2",
      /the stream pool-[ab] has \d events, but its last revision is \d+/,
    ],
    [
      'and a name without events is left',
      "INSERT INTO streams (name) VALUES ('x')",
      /stream x has no events/,
    ],
  ])('%s, is not opened', (_, change, words) => {
    sql(change);
    const error = thrownBy(() => here.open());
    expect(error).toBeInstanceOf(LogDamagedError);
    expect(error.message).toMatch(words);
  });

  it('while it is open, ends each read at the gap, and verifying names every gap and continues', async () => {
    const store = here.open();
    sql('DELETE FROM events WHERE position IN (3, 4, 7, 309)');
    await expect(readLog(store)).rejects.toMatchObject({ name: 'LogDamagedError', place: { position: 3n } });
    await expect(readLog(store, 7n)).rejects.toBeInstanceOf(PositionsMissingError);
    await expect(store.at([7n])).rejects.toBeInstanceOf(PositionsMissingError);
    await expect(store.at([310n])).rejects.toBeInstanceOf(RangeError);
    const { faults } = await verifyLog(store);
    expect(faults.filter(({ kind }) => kind === 'position_missing')).toMatchObject([
      { position: 3n, detail: 'there are no events at positions 3 to 4' },
      { position: 7n },
      { position: 309n },
    ]);
  });

  it('makes no backup of a log with a gap', async () => {
    const store = here.open();
    sql('DELETE FROM events WHERE position = 100');
    const copy = join(here.folder, 'copy.sqlite');
    await expect(store.backup(copy)).rejects.toMatchObject({
      name: 'LogDamagedError',
      place: { position: 100n },
    });
    expect(existsSync(copy)).toBe(false);
  });

  it('stops a reader of the whole log before an event that does not name its predecessor', async () => {
    const store = here.open();
    const [third] = await store.at([2n]);
    const changed: EventToAppend = { ...third!, data: '{"note":"changed"}' };
    const db = new Database(here.logFile);
    db.prepare('UPDATE events SET data = ?, checksum = ? WHERE position = 2').run(
      changed.data,
      rowChecksum('pool-a', 2, changed),
    );
    db.close();
    const checked = checkedLog(store, 'here');
    await expect(readLog(checked, LOG_START)).rejects.toMatchObject({
      name: 'LogDamagedError',
      place: { position: 3n, stream: 'pool-a' },
    });
    // A read from a later position is not a read of the whole log.
    expect(await readLog(checked, 3n)).toHaveLength(306);
    await expect(store.backup(join(here.folder, 'copy.sqlite'))).rejects.toBeInstanceOf(LogDamagedError);
  });

  it('gives the events of streams by the beginning of their names', async () => {
    const store = here.open();
    const streams: string[] = [];
    for await (const batch of store.readStreams!('pool-'))
      streams.push(...batch.map(({ stream, revision }) => `${stream}/${String(revision)}`));
    expect(streams).toHaveLength(10);
    expect([streams[0], streams[9]]).toEqual(['pool-a/0', 'pool-b/4']);
  });
});
