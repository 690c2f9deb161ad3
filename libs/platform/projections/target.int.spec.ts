import { join } from 'node:path';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { counting, paid } from './counting.fixture.js';
import { logEvent, type LogEvent } from './log-event.js';
import { temporaryFolders, testLog } from './log.fixture.js';
import { openProjectionFile } from './projection-file.js';
import { applyPage, flush, target } from './target.js';

const newFolder = temporaryFolders();

/** More rows than are collected before a flush. */
const MANY = 10_000;

async function pages(): Promise<LogEvent[][]> {
  const log = testLog();
  await log.write(Array.from({ length: MANY }, (_, n) => paid(`bank-${String(n)}`, '1')));
  await log.write([paid('bank-0', '10')]);
  const events: LogEvent[] = [];
  for await (const page of log.store.readAll(LOG_START)) events.push(...page.map(logEvent));
  return [events.slice(0, MANY), events.slice(MANY)];
}

function onDisk(aside: boolean) {
  const disk = { full: true };
  const file = openProjectionFile(join(newFolder(), 'counting.sqlite'), counting(), { aside });
  const each = target(counting(), {
    ...file,
    flush(to) {
      if (!disk.full) {
        file.flush(to);
        return;
      }
      file.forget();
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    },
  });
  return { each, disk };
}

describe('a page whose rows do not fit on the disk', () => {
  it('is followed by no other, so that none is missing in between', async () => {
    const [first = [], second = []] = await pages();
    const { each, disk } = onDisk(false);
    applyPage([each], first);
    expect(each.noRoom).toBe(true);
    disk.full = false;
    applyPage([each], second);
    flush(each);
    expect(each.file.checkpoint().position).toBe(LOG_START);

    each.noRoom = false;
    for (const page of [first, second]) applyPage([each], page);
    flush(each);
    expect(each.file.checkpoint().position).toBe(BigInt(MANY));
    const [row] = each.file.reader.all("SELECT sum(payments) AS payments FROM banks WHERE pool <> '*'");
    expect(row).toEqual({ payments: MANY + 1 });
    each.file.close();
  });

  it('ends a file that is built aside: without a journal it cannot be trusted', async () => {
    const [first = []] = await pages();
    const { each } = onDisk(true);
    applyPage([each], first);
    expect(each).toMatchObject({
      noRoom: false,
      stopped: { message: expect.stringContaining('full') as string },
    });
    each.file.close();
  });
});
