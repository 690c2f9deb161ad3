import { createHash, hash } from 'node:crypto';
import type { ImportAccepted } from '@misaq/imports/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { importAggregate } from '@misaq/imports/aggregate.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import { personKey } from '@misaq/platform/node/person-key.js';
import { fileHashes, importIdOf } from './file-hashes.js';
import {
  ALLOCATIONS,
  LABOUR,
  newProvince,
  PERSON_KEY,
  REGISTER,
  type TestProvince,
} from './imports.fixture.js';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

let province: TestProvince;
beforeEach(async () => {
  province = newProvince();
  await province.given('organisations', REGISTER);
});
afterEach(() => province.close());

/** Records a file as versions did that hashed it without a key: all of its rows, and its acceptance. */
async function givenFromOlderVersion(content: string): Promise<string> {
  // The rows come by a file that says the same in other bytes.
  await province.given('allocations', `${content}\n`);
  const fileHash = sha256(content);
  const importId = commandIdOf(`allocations ${fileHash}`);
  const counts = { rows: 2, accepted: 2, duplicates: 0, rejected: 0 };
  const accepted: ImportAccepted = { importId, kind: 'allocations', file: 'a.csv', fileHash, ...counts };
  for (const command of [
    { type: 'AcceptImport', ...accepted },
    { type: 'CompleteImport', importId, applied: 2, lateRefusals: 0, refusedRows: [] },
  ] as const)
    await province.runner.execute(
      importAggregate,
      streams.import(importId),
      command,
      { commandId: commandIdOf(`${command.type} ${importId}`), actor: LABOUR },
      () => undefined,
    );
  return importId;
}

describe('The hash of a file', () => {
  it('cannot be found from the file without the key', async () => {
    const report = await province.report('allocations', ALLOCATIONS);
    const recorded = (await province.events()).map(({ stream, data, metadata }) =>
      JSON.stringify({ stream, data, metadata }),
    );
    const found = [sha256(ALLOCATIONS), commandIdOf(`allocations ${sha256(ALLOCATIONS)}`)];
    for (const text of [...recorded, JSON.stringify(report)])
      for (const derived of found) expect(text).not.toContain(derived);
    const { keyed } = fileHashes(PERSON_KEY, sha256(ALLOCATIONS));
    expect(keyed).toMatch(/^[0-9a-f]{64}$/);
    expect(report.importId).toBe(importIdOf('allocations', keyed));
    expect(recorded.filter((text) => text.includes(keyed))).toHaveLength(1);
  });

  it('is another one under another key, and no pseudonym of a person', () => {
    const key = personKey('a secret of the province');
    const file = hash('sha256', 'x');
    expect(key.fileHash(file)).toBe(personKey('a secret of the province').fileHash(file));
    expect(key.fileHash(file)).not.toBe(personKey('another secret').fileHash(file));
    expect(key.fileHash('0012345679')).not.toContain(key.personId('0012345679'));
  });
});

describe('A file that comes again', () => {
  it('is recognised', async () => {
    const { importId } = await province.report('allocations', ALLOCATIONS);
    expect(await province.report('allocations', ALLOCATIONS)).toMatchObject({ importId, duplicates: 2 });
  });

  it('is recognised when an older version recorded it under its plain hash', async () => {
    const importId = await givenFromOlderVersion(ALLOCATIONS);
    const before = await province.position();
    expect(await province.report('allocations', ALLOCATIONS)).toMatchObject({
      importId,
      duplicates: 2,
      applied: 0,
    });
    expect(await province.position()).toBe(before);
  });
});
