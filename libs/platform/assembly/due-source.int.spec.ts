import { SUBJECTS } from '@misaq/subjects.js';
import { allocate, provinceOn } from '@misaq/credit/due/due.fixture.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { LOG_START, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import { dueSource } from './due-source.js';

const newFolder = temporaryFolders();
const POOL = 'sample-1403-note16';

describe('what is due', () => {
  it('is not looked for in tables that stay behind the log', async () => {
    const province = await provinceOn(newFolder);
    const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store: province.store });
    await models.runner.catchUp();
    await province.on('2025-03-05', POOL, allocate('behzisti', 'behzisti', 500n, '2025-03-05'));
    const source = dueSource(models, province.store, 20);
    await expect(source.pools()).rejects.toThrow('do not show the log');
    await models.runner.catchUp();
    expect(await source.pools()).toEqual([POOL]);
    expect(source.due(POOL, plainDate('2025-04-14'))?.review).toMatchObject({ why: 'lot_expired' });
    await models.runner.close();
  });

  it('is not looked for while the log does not say where it ends', async () => {
    const province = await provinceOn(newFolder);
    const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store: province.store });
    await models.runner.catchUp();
    const away = new StoreUnavailableError('the server does not answer');
    const store = {
      ...province.store,
      health: () => Promise.resolve({ writable: false, position: LOG_START, problem: away.reason }),
      end: () => Promise.reject(away),
    };
    await expect(dueSource(models, store, 20).pools()).rejects.toThrow(away);
    await models.runner.close();
  });
});
