import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LABOUR, misaq, misaqJson, POOL, SAMPLES, temporaryFolders } from '../e2e/misaq.fixture.js';
import { type LogProcess, startLog } from './log-process.fixture.js';

const ORGANISATIONS = ['import', 'organisations', join(SAMPLES, '01-organisations.csv'), ...LABOUR];

describe('an empty log in EventStoreDB', () => {
  const folders = temporaryFolders();
  let log: LogProcess;
  beforeAll(async () => {
    log = await startLog();
  });
  afterAll(async () => {
    await log.stop();
    folders.removeAll();
  });
  const settings = () => ({ MISAQ_EVENT_STORE_URL: log.url });

  it.each([
    ['pool', POOL],
    ['pools'],
    ['history', '--agency', 'x'],
    ['commitments', '1401'],
    ['verify'],
    ['working-days', '--notified', '1403-02-02', '--days', '20', '--province', 'p'],
    ['policy', 'adopt', '--pool', POOL, '--from', '1401-07-01', '--days', '20', '--reason', 'x'],
  ])('is not begun by a process without its first data: %s', async (...words) => {
    const node = join(folders.make(), 'node');
    expect(misaqJson(node, words, settings())).toMatchObject({
      status: 1,
      json: { refusal: 'empty_log', dataDirectory: node, keptIn: 'eventstoredb' },
    });
    expect(existsSync(node)).toBe(false);
    expect(await log.events()).toEqual([]);
  });

  it('stays empty after a rehearsed file, and is begun by the first register', async () => {
    const node = join(folders.make(), 'node');
    expect(misaqJson(node, [...ORGANISATIONS, '--dry-run'], settings())).toMatchObject({
      status: 0,
      json: { rejected: 0 },
    });
    expect(await log.events()).toEqual([]);
    expect(misaq(node, ORGANISATIONS, settings()).status).toBe(0);
    expect((await log.events())[0]?.type).toBe('LogStarted');
    expect(misaqJson(node, ['pools'], settings())).toMatchObject({ status: 0, json: { pools: [] } });
  });
});
