import { allocate, provinceOn } from '@misaq/application/due/due.fixture.js';
import { plainDate } from '@misaq/calendar/plain-date.js';
import { temporaryFolders } from '@misaq/projections/log.fixture.js';
import { openReadModels } from '@misaq/read-models/read-models.js';
import { dueSource } from './due-source.js';

const newFolder = temporaryFolders();
const POOL = 'sample-1403-note16';

describe('what is due', () => {
  it('is not looked for in tables that stay behind the log', async () => {
    const province = await provinceOn(newFolder);
    const models = await openReadModels({ folder: newFolder(), store: province.store });
    await models.runner.catchUp();
    await province.on('2025-03-05', POOL, allocate('behzisti', 'behzisti', 500n, '2025-03-05'));
    const source = dueSource(models, province.store, 20);
    await expect(source.pools()).rejects.toThrow('do not show the log');
    await models.runner.catchUp();
    expect(await source.pools()).toEqual([POOL]);
    expect(source.due(POOL, plainDate('2025-04-14'))?.review).toMatchObject({ why: 'lot_expired' });
    await models.runner.close();
  });
});
