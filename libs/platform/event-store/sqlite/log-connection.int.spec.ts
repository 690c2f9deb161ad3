import { Database } from '@misaq/platform/sqlite/database.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM, StoreUnavailableError } from '../port.js';
import { connectToLog, type LogConnection } from './log-connection.js';
import { createLogFile } from './log-file.js';
import { chained, thrownBy } from './store-folder.fixture.js';

describe('the connection to the log', () => {
  let folder: string;
  let log: LogConnection;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-connection-'));
    createLogFile(join(folder, 'log.sqlite'));
    log = connectToLog(join(folder, 'log.sqlite'));
  });
  afterEach(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });

  const append = (stream: string, count = 1) => ({
    stream,
    expectedRevision: NO_STREAM,
    events: chained(count),
  });
  const pragma = (name: string) => log.use(({ db }) => db.pragma(name, { simple: true }));

  it('flushes every commit, before the first write and after it', () => {
    expect([pragma('journal_mode'), pragma('synchronous')]).toEqual(['wal', 2]);
    log.commit([append('pool')]);
    expect(pragma('synchronous')).toBe(2);
  });

  it('continues over the same connection when a full disk has room again', () => {
    log.commit([append('pool-a')]);
    const before = log.use(({ db }) => db);
    pragma(`max_page_count = ${String(Number(pragma('page_count')) + 2)}`);
    const error = thrownBy(() => log.commit([append('small'), append('pool-b', 500)]));
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain('the disk is full');
    expect(log.problem()?.problem).toContain('the disk is full');
    expect(log.lastPosition()).toBe(0);
    expect(log.read((reader) => reader.streamPage('small', 0)).events).toEqual([]);

    pragma('max_page_count = 100000');
    expect(log.commit([append('pool-b', 500)])).toEqual([{ result: { revision: 499, position: 500n } }]);
    expect(log.problem()).toBeUndefined();
    expect(log.use(({ db }) => db)).toBe(before);
  });

  it('opens the file again after it failed, and never uses the failed connection', () => {
    log.commit([append('pool-a', 3)]);
    const before = log.use(({ db }) => db);
    // A test cannot make fsync fail. What matters is the behaviour after the error.
    const error = thrownBy(() =>
      log.use(() => {
        throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
      }),
    );
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain('SQLITE_IOERR_FSYNC');
    expect(log.problem()?.problem).toContain('SQLITE_IOERR_FSYNC');
    expect(before.open).toBe(false);

    expect(log.commit([append('pool-b')])).toEqual([{ result: { revision: 0, position: 3n } }]);
    expect(log.problem()).toBeUndefined();
    expect(log.use(({ db }) => db)).not.toBe(before);
    expect(pragma('synchronous')).toBe(2);
  });

  it('treats the loss of an acknowledged event during such a failure as damage', () => {
    log.commit([append('pool', 3)]);
    thrownBy(() =>
      log.use(({ db }) => {
        db.exec('DELETE FROM events WHERE position = 2');
        throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
      }),
    );
    const error = thrownBy(() => log.read((reader) => reader.eventAt(0)));
    expect(error).toMatchObject({ name: 'LogDamagedError' });
    expect(error.message).toContain('its last event is at position 1, but 2 was acknowledged');
    expect(thrownBy(() => log.commit([append('more')]))).toBeInstanceOf(StoreUnavailableError);
  });
});
