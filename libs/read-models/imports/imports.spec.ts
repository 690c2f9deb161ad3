import type { ImportEvent } from '@misaq/domain/imports/events.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { temporaryFolders, type Happened } from '@misaq/projections/log.fixture.js';
import { modelsAfter } from '../read-models.fixture.js';

const newFolder = temporaryFolders();
const BANKER: Actor = { id: 'melli-7', name: 'کارشناس بانک', role: 'bank', organisation: 'bank-melli' };

const accepted = (importId: string): ImportEvent => ({
  type: 'ImportAccepted',
  data: {
    importId,
    kind: 'payments',
    file: `${importId}.csv`,
    fileHash: 'f'.repeat(64),
    rows: 4,
    accepted: 3,
    duplicates: 1,
    rejected: 0,
  },
});
const completed = (importId: string, lateRefusals = 0): ImportEvent => ({
  type: 'ImportCompleted',
  data: {
    importId,
    applied: 3 - lateRefusals,
    lateRefusals,
    refusedRows: lateRefusals === 0 ? [] : [{ row: 4, code: 'credit_exhausted' }],
  },
});
const by = (actor: Actor, importId: string, ...events: readonly ImportEvent[]): readonly Happened[] =>
  events.map((event) => ({ stream: streams.import(importId), event, actor }));

describe('imports', () => {
  it('are listed latest first, with who imported them, how far they are and what was refused late', async () => {
    const models = await modelsAfter(
      newFolder(),
      by(BANKER, 'one', accepted('one'), completed('one', 1)),
      by(BANKER, 'two', accepted('two')),
    );
    const { imports, position } = models.imports.imports();
    expect(position).toBe(2n);
    expect(
      imports.map(({ importId, at, by: actor, completed: done }) => [importId, at, actor.id, done?.applied]),
    ).toEqual([
      ['two', 2, 'melli-7', undefined],
      ['one', 0, 'melli-7', 2],
    ]);
    expect(models.imports.import('one')).toMatchObject({
      rows: 4,
      duplicates: 1,
      completed: { applied: 2, lateRefusals: 1 },
      refusedRows: [{ row: 4, code: 'credit_exhausted' }],
    });
    expect(models.imports.import('two')?.refusedRows).toEqual([]);
    expect(models.imports.import('three')).toBeUndefined();
    await models.runner.close();
  });
});
