import { importItem } from './wire.js';
import type { ImportAccepted, ImportEvent } from '../../domain/events.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { temporaryFolders, type Happened } from '@misaq/platform/projections/log.fixture.js';
import { modelsAfter } from '@misaq/platform/questions/read-models.fixture.js';

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

  it('show the hash of their file where it was made with a key, and never a plain one', async () => {
    const keyed = { ...accepted('new').data, fileHash: 'e'.repeat(64), fileHashKey: 'person-key' } as const;
    const models = await modelsAfter(
      newFolder(),
      by(BANKER, 'old', accepted('old')),
      by(BANKER, 'new', { type: 'ImportAccepted', data: keyed as ImportAccepted }),
    );
    const { imports } = models.imports.imports();
    expect(imports.map(importItem).map(({ importId, fileHash }) => [importId, fileHash])).toEqual([
      ['new', 'e'.repeat(64)],
      ['old', null],
    ]);
    const shown = await Promise.all(
      ['old', 'new'].map((id) => models.history.history({ by: 'stream', id: streams.import(id) })),
    );
    expect(JSON.stringify([imports, shown], bigintsAsText)).not.toContain('f'.repeat(64));
    expect(JSON.stringify(shown, bigintsAsText)).toContain('e'.repeat(64));
    await models.runner.close();
  });
});

const bigintsAsText = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;
