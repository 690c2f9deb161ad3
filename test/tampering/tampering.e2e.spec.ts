import { eventHash } from '@misaq/platform/event-store/chain.js';
import { checkpointOf, writeCheckpoint } from '@misaq/platform/event-store/sqlite/checkpoint.js';
import { rowChecksum } from '@misaq/platform/event-store/sqlite/checksum.js';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LABOUR, misaq, misaqJson, ROOT, writeCsv } from '../e2e/misaq.fixture.js';
import {
  type DataDirectory,
  dataDirectory,
  dropNewest,
  edit,
  firstOf,
  folders,
  lastOf,
  look,
  makeDataDirectory,
  POOL,
  removeReadModels,
  renumber,
  rewrite,
  rewriteCheckpoint,
  rewriteWithChain,
  rowsOf,
} from './data-directory.fixture.js';

/*
 * Attacks on the files of a data directory that no process has open, and what detects them. `docs/THREATS.md` has the
 * same table with the possible attackers. The last test compares the two. Attacks on a served directory are in
 * `tampering-served.e2e.spec.ts`.
 */

// Each command runs as a separate process.
jest.setTimeout(60_000);

type Finding =
  /** The directory cannot be opened any more. */
  | { readonly by: 'start'; readonly error: string; readonly words: RegExp }
  /** `misaq verify` finds it; opening the directory does not. */
  | { readonly by: 'verify'; readonly refusal: string; readonly kind?: string }
  /** The start deletes the file, reports it, and answers from the log. */
  | { readonly by: 'replaced'; readonly words: RegExp }
  /** Neither the start nor `misaq verify` finds anything. */
  | { readonly by: 'nothing' };

interface Tampering {
  /** The id in `docs/THREATS.md`. */
  readonly id: string;
  readonly what: string;
  readonly tamper: (data: DataDirectory) => void;
  readonly found: Finding;
}

const damaged = (words: RegExp): Finding => ({ by: 'start', error: 'LogDamagedError', words });
const DIFFERS: Finding = { by: 'verify', refusal: 'read_models_differ' };
const REPLACED: Finding = { by: 'replaced', words: /another hand has written to it/ };
const NOTHING: Finding = { by: 'nothing' };

/** The last event of the pool, which no later one names. Its amount is on the boards. */
const lastPayment = ({ log }: DataDirectory) => lastOf(log, 'creditPool-');
const withAmount = <R extends { readonly data: string }>(row: R, amountRial: string): R => ({
  ...row,
  data: row.data.replace(/"amountRial":"\d+"/, `"amountRial":"${amountRial}"`),
});

/** The directory of another installation. */
let other: string;
/** The directory some commands earlier. */
let earlier: string;

const TAMPERINGS: readonly Tampering[] = [
  {
    id: 'L1',
    what: 'an event deleted from the middle of the log',
    tamper: ({ log }) => {
      edit(log, 'DELETE FROM events WHERE position = ?', firstOf(log, 'CreditAllocated').position);
    },
    found: damaged(/there is no event at position \d+/),
  },
  {
    id: 'L2',
    what: 'the last event of a stream deleted',
    tamper: (data) => {
      edit(data.log, 'DELETE FROM events WHERE position = ?', lastPayment(data).position);
    },
    found: damaged(/there is no event at position \d+/),
  },
  {
    id: 'L3',
    what: 'a whole stream deleted, with its name',
    tamper: ({ log }) => {
      edit(
        log,
        "DELETE FROM events WHERE stream_id IN (SELECT id FROM streams WHERE name LIKE 'creditPool-%')",
      );
      edit(log, "DELETE FROM streams WHERE name LIKE 'creditPool-%'");
    },
    found: damaged(/there (is|are) no events? at positions? \d+/),
  },
  {
    id: 'L4',
    what: 'the only stream of its kind deleted with plain SQL, and the positions after it renumbered',
    tamper: ({ log }) => {
      edit(
        log,
        "DELETE FROM events WHERE stream_id IN (SELECT id FROM streams WHERE name LIKE 'creditPool-%')",
      );
      edit(log, "DELETE FROM streams WHERE name LIKE 'creditPool-%'");
      renumber(log);
    },
    found: damaged(/had reached position \d+ .*the end is missing/),
  },
  {
    id: 'L5',
    what: 'events deleted, positions renumbered, and log.checkpoint made to fit',
    tamper: (data) => {
      edit(data.log, 'DELETE FROM events WHERE position = ?', lastPayment(data).position);
      renumber(data.log);
      rewriteCheckpoint(data);
    },
    found: { by: 'start', error: 'LogMovedError', words: /log ends at position \d+/ },
  },
  {
    id: 'L6',
    what: 'the newest events deleted',
    tamper: ({ log }) => {
      dropNewest(log, 3);
    },
    found: damaged(/had reached position \d+ .*the end is missing/),
  },
  {
    id: 'L7',
    what: 'the newest events deleted, and log.checkpoint removed',
    tamper: ({ log, checkpoint }) => {
      dropNewest(log, 3);
      rmSync(checkpoint);
    },
    found: { by: 'start', error: 'LogMovedError', words: /log ends at position \d+/ },
  },
  {
    id: 'L8',
    what: 'the newest events deleted, log.checkpoint and all read models removed',
    tamper: (data) => {
      dropNewest(data.log, 3);
      rmSync(data.checkpoint);
      removeReadModels(data);
    },
    found: NOTHING,
  },
  {
    id: 'L9',
    what: 'the data of an event edited',
    tamper: ({ log }) => {
      const row = firstOf(log, 'OrganisationRegistered');
      edit(
        log,
        'UPDATE events SET data = ? WHERE position = ?',
        withAmount(row, '1').data + ' ',
        row.position,
      );
    },
    // The log of a test is so short that opening checks all of it.
    found: damaged(/is not what was written/),
  },
  {
    id: 'L10',
    what: 'an event edited and its checksum recomputed',
    tamper: ({ log }) => {
      rewrite(log, withAmount(firstOf(log, 'CreditAllocated'), '77'));
    },
    found: damaged(/the chain of hashes is broken/),
  },
  {
    id: 'L11',
    what: 'the last event of a stream edited and its checksum recomputed',
    tamper: (data) => {
      rewrite(data.log, withAmount(lastPayment(data), '77'));
    },
    found: DIFFERS,
  },
  {
    id: 'L12',
    what: 'an event edited and the chain of its stream recomputed',
    tamper: ({ log }) => {
      rewriteWithChain(log, withAmount(firstOf(log, 'CreditAllocated'), '77'));
    },
    found: DIFFERS,
  },
  {
    id: 'L13',
    what: 'an event edited, the chain of its stream recomputed, and all read models removed',
    tamper: (data) => {
      rewriteWithChain(data.log, withAmount(firstOf(data.log, 'CreditAllocated'), '77'));
      removeReadModels(data);
    },
    found: NOTHING,
  },
  {
    id: 'L14',
    what: 'two events of different streams given each other’s positions',
    tamper: ({ log }) => {
      const rows = rowsOf(log);
      const at = rows.findIndex(({ stream }, index) => index > 0 && stream !== rows[index + 1]?.stream);
      const [one, two] = [rows[at]?.position ?? 0, rows[at + 1]?.position ?? 0];
      edit(log, 'UPDATE events SET position = -1 WHERE position = ?', one);
      edit(log, 'UPDATE events SET position = ? WHERE position = ?', one, two);
      edit(log, 'UPDATE events SET position = ? WHERE position = -1', two);
    },
    found: DIFFERS,
  },
  {
    id: 'L15',
    what: 'two events of one stream given each other’s positions',
    tamper: ({ log }) => {
      const [one = 0, two = 0] = rowsOf(log)
        .filter(({ stream }) => stream.startsWith('creditPool-'))
        .map(({ position }) => position);
      edit(log, 'UPDATE events SET position = -1 WHERE position = ?', one);
      edit(log, 'UPDATE events SET position = ? WHERE position = ?', one, two);
      edit(log, 'UPDATE events SET position = ? WHERE position = -1', two);
    },
    found: damaged(/the event before it stands later/),
  },
  {
    id: 'L16',
    what: 'an event inserted with plain SQL',
    tamper: ({ log }) => {
      edit(
        log,
        "INSERT INTO events SELECT max(position) + 1, 1, 99, x'00', type, data, metadata, checksum FROM events",
      );
    },
    found: damaged(/is not what was written/),
  },
  {
    id: 'L17',
    what: 'an event appended with everything that belongs to it',
    tamper: (data) => {
      const last = lastPayment(data);
      const metadata = JSON.parse(last.metadata) as object;
      const id = 'f'.repeat(32);
      const added = {
        ...withAmount(last, '1'),
        id,
        revision: last.revision + 1,
        data: withAmount(last, '1').data.replace(/"bankReference":"[^"]*"/, '"bankReference":"M-77"'),
        metadata: JSON.stringify({ ...metadata, eventId: id, commandId: id, prevHash: eventHash(last) }),
      };
      edit(
        data.log,
        'INSERT INTO events SELECT (SELECT max(position) + 1 FROM events), stream_id, ?, ?, type, ?, ?, ? FROM events WHERE position = ?',
        added.revision,
        Buffer.from(id, 'hex'),
        added.data,
        added.metadata,
        rowChecksum(last.stream, added.revision, added),
        last.position,
      );
    },
    found: NOTHING,
  },
  {
    id: 'L18',
    what: 'an event given another revision',
    tamper: (data) => {
      edit(
        data.log,
        'UPDATE events SET revision = revision + 5 WHERE position = ?',
        lastPayment(data).position,
      );
    },
    found: damaged(/is not what was written|but its last revision is/),
  },
  {
    id: 'L19',
    what: 'a stream given another name',
    tamper: ({ log }) => {
      edit(log, "UPDATE streams SET name = name || 'x' WHERE name LIKE 'creditPool-%'");
    },
    found: damaged(/is not what was written/),
  },
  {
    id: 'L20',
    what: 'a name of a stream added that has no events',
    tamper: ({ log }) => {
      edit(log, "INSERT INTO streams (name) VALUES ('creditPool-x-1401-y')");
    },
    found: damaged(/creditPool-x-1401-y has no events/),
  },
  {
    id: 'L21',
    what: 'an event written in front of the first position',
    tamper: ({ log }) => {
      edit(
        log,
        "INSERT INTO events SELECT -5, stream_id, 99, x'00', type, data, metadata, checksum FROM events WHERE position = 0",
      );
    },
    found: damaged(/an event stands at position -5/),
  },
  {
    id: 'L22',
    what: 'a trigger planted that changes what is recorded',
    tamper: ({ log }) => {
      edit(
        log,
        "CREATE TRIGGER sly AFTER INSERT ON events BEGIN UPDATE events SET data = '{}' WHERE position = new.position; END",
      );
    },
    found: damaged(/trigger "sly"/),
  },
  {
    id: 'L23',
    what: 'the log replaced by an older copy of its own',
    tamper: ({ log }) => {
      copyFileSync(join(earlier, 'log.sqlite'), log);
    },
    found: damaged(/had reached position \d+ .*the end is missing/),
  },
  {
    id: 'L24',
    what: 'the log and log.checkpoint replaced by older copies of their own',
    tamper: ({ log, checkpoint }) => {
      copyFileSync(join(earlier, 'log.sqlite'), log);
      copyFileSync(join(earlier, 'log.checkpoint'), checkpoint);
    },
    found: { by: 'start', error: 'LogMovedError', words: /misaq rebuild --discard/ },
  },
  {
    id: 'L25',
    what: 'everything replaced by an older copy of the data directory',
    tamper: ({ folder }) => {
      rmSync(folder, { recursive: true });
      cpSync(earlier, folder, { recursive: true });
    },
    found: NOTHING,
  },
  {
    id: 'L26',
    what: 'the log replaced by the one of another installation',
    tamper: ({ log }) => {
      copyFileSync(join(other, 'log.sqlite'), log);
    },
    found: damaged(/is another one than when/),
  },
  {
    id: 'L27',
    what: 'log and log.checkpoint replaced by those of another installation',
    tamper: ({ log, checkpoint }) => {
      copyFileSync(join(other, 'log.sqlite'), log);
      copyFileSync(join(other, 'log.checkpoint'), checkpoint);
    },
    found: { by: 'start', error: 'WrongPersonKeyError', words: /started with the person key/ },
  },
  {
    id: 'L28',
    what: 'log, log.checkpoint and person.key replaced by those of another installation',
    tamper: ({ log, checkpoint, folder }) => {
      copyFileSync(join(other, 'log.sqlite'), log);
      copyFileSync(join(other, 'log.checkpoint'), checkpoint);
      copyFileSync(join(other, 'person.key'), join(folder, 'person.key'));
    },
    found: { by: 'start', error: 'LogMovedError', words: /another event there/ },
  },
  {
    id: 'C1',
    what: 'log.checkpoint removed',
    tamper: ({ checkpoint }) => {
      rmSync(checkpoint);
    },
    found: NOTHING,
  },
  {
    id: 'C2',
    what: 'log.checkpoint overwritten with what is no checkpoint',
    tamper: ({ checkpoint }) => {
      writeFileSync(checkpoint, 'nothing');
    },
    found: damaged(/cannot be read/),
  },
  {
    id: 'C3',
    what: 'log.checkpoint set back to an earlier event of the log',
    tamper: ({ log, checkpoint }) => {
      const early = rowsOf(log)[2];
      writeCheckpoint(checkpoint, checkpointOf(early && { ...early, position: 2n }));
    },
    found: NOTHING,
  },
  {
    id: 'K1',
    what: 'person.key replaced',
    tamper: ({ folder }) => {
      copyFileSync(join(other, 'person.key'), join(folder, 'person.key'));
    },
    found: { by: 'start', error: 'WrongPersonKeyError', words: /started with the person key/ },
  },
  {
    id: 'K2',
    what: 'person.key removed',
    tamper: ({ folder }) => {
      rmSync(join(folder, 'person.key'));
    },
    found: { by: 'start', error: 'PersonKeyError', words: /person\.key is missing/ },
  },
  {
    id: 'K3',
    what: 'webhook.key replaced',
    tamper: ({ folder }) => {
      writeFileSync(join(folder, 'webhook.key'), 'a key that somebody else knows\n');
    },
    found: NOTHING,
  },
  {
    id: 'R1',
    what: 'a figure of a board edited',
    tamper: ({ readModels }) => {
      const board = join(readModels, 'credit-board.sqlite');
      for (const sql of ['UPDATE lots SET value = replace(value, \'"amountRial":"\', \'"amountRial":"9\')'])
        edit(board, sql);
    },
    found: REPLACED,
  },
  {
    id: 'R2',
    what: 'a token planted in the tables that decide who may act',
    tamper: ({ readModels }) => {
      edit(
        join(readModels, 'access.sqlite'),
        "INSERT INTO tokens SELECT principalId, 'planted00000', replace(value, tokenId, 'planted00000') FROM tokens",
      );
    },
    found: REPLACED,
  },
  {
    id: 'R3',
    what: 'a read model replaced by that of another installation',
    tamper: ({ readModels }) => {
      for (const suffix of ['', '.seal'])
        copyFileSync(
          join(other, 'read-models', `credit-board.sqlite${suffix}`),
          join(readModels, `credit-board.sqlite${suffix}`),
        );
    },
    found: REPLACED,
  },
  {
    id: 'R4',
    what: 'a read model replaced by an older copy of its own, with its seal',
    tamper: ({ readModels }) => {
      for (const suffix of ['', '.seal'])
        copyFileSync(
          join(earlier, 'read-models', `credit-board.sqlite${suffix}`),
          join(readModels, `credit-board.sqlite${suffix}`),
        );
    },
    // The start brings it up to the end of the log.
    found: NOTHING,
  },
  {
    id: 'R5',
    what: 'a read model edited and its seal removed',
    tamper: ({ readModels }) => {
      edit(join(readModels, 'access.sqlite'), 'DELETE FROM tokens');
      rmSync(join(readModels, 'access.sqlite.seal'));
    },
    found: { by: 'replaced', words: /access is made anew: its file bears no seal/ },
  },
  {
    id: 'R6',
    what: 'the seal of one read model put beside another',
    tamper: ({ readModels }) => {
      copyFileSync(join(readModels, 'jobs.sqlite.seal'), join(readModels, 'reviews.sqlite.seal'));
    },
    found: REPLACED,
  },
  {
    id: 'R7',
    what: 'bytes of a read model overwritten',
    tamper: ({ readModels }) => {
      const file = join(readModels, 'history.sqlite');
      writeFileSync(file, readFileSync(file).fill(1, 5_000, 5_200));
    },
    found: REPLACED,
  },
  {
    id: 'R8',
    what: 'a write-ahead log planted beside a read model',
    tamper: ({ readModels }) => {
      writeFileSync(join(readModels, 'access.sqlite-wal'), Buffer.alloc(8_192, 1));
    },
    found: NOTHING,
  },
  {
    id: 'S1',
    what: 'rows of an import that waits edited',
    tamper: ({ folder }) => {
      mkdirSync(join(folder, 'imports'), { recursive: true });
      writeFileSync(join(folder, 'imports', `${'0'.repeat(32)}.jsonl`), '{"planted":true}\n');
    },
    found: NOTHING,
  },
  {
    id: 'O1',
    what: 'server.json, node.name, log.lock.pid and verified.json edited',
    tamper: ({ folder }) => {
      writeFileSync(join(folder, 'server.json'), '{"url":"http://127.0.0.1:1","processId":1}');
      writeFileSync(join(folder, 'node.name'), 'abcdefghijklmnop\n');
      writeFileSync(join(folder, 'log.lock.pid'), '1');
      writeFileSync(join(folder, 'verified.json'), '{"at":1,"sound":true}');
    },
    found: NOTHING,
  },
  {
    id: 'O2',
    what: 'log.lock replaced by a file that is no database',
    tamper: ({ folder }) => {
      writeFileSync(join(folder, 'log.lock'), 'x'.repeat(10_000));
    },
    found: damaged(/not a database/),
  },
];

describe('A data directory of which', () => {
  let base: string;
  let credit: string | undefined;

  beforeAll(async () => {
    const files = folders.make();
    base = join(folders.make(), 'data');
    makeDataDirectory(base, files);
    earlier = join(folders.make(), 'data');
    cpSync(base, earlier, { recursive: true });
    const more = writeCsv(files, 'more.csv', [
      'pool,allocation_id,agency,amount_toman,notified_on',
      `${POOL},relief-2,relief,11,1401-09-28`,
    ]);
    expect(misaq(base, ['import', 'allocations', more, ...LABOUR]).status).toBe(0);
    other = join(folders.make(), 'data');
    makeDataDirectory(other, files);
    // Longer than the log under attack, so that the length alone reveals nothing.
    const longer = writeCsv(files, 'longer.csv', [
      'province,id,kind,name,ownership,active_from',
      ...Array.from({ length: 12 }, (_, n) => `p,county-${String(n)},county,شهر ${String(n)},,1400-01-01`),
    ]);
    expect(misaq(other, ['import', 'organisations', longer, ...LABOUR]).status).toBe(0);
    expect((await look(other)).error).toBeUndefined();
    ({ credit } = await look(base));
    expect(credit).toBe('15160');
  }, 240_000);
  afterAll(() => {
    folders.removeAll();
  });

  function tampered({ tamper }: Tampering): DataDirectory {
    const data = dataDirectory(join(folders.make(), 'data'));
    cpSync(base, data.folder, { recursive: true });
    tamper(data);
    return data;
  }

  it.each(TAMPERINGS.map((each) => [`${each.id}: ${each.what}`, each] as const))(
    '%s',
    async (_, tampering) => {
      const { folder } = tampered(tampering);
      const { found } = tampering;
      const { error, notes, ...looked } = await look(folder);
      if (found.by === 'start') {
        expect(error).toMatchObject({
          name: found.error,
          message: expect.stringMatching(found.words) as string,
        });
        return;
      }
      expect(error).toBeUndefined();
      expect(looked.refusal).toBe(found.by === 'verify' ? found.refusal : undefined);
      if (found.by === 'replaced') {
        expect(notes).toMatch(found.words);
        expect(looked.credit).toBe(credit);
      } else expect(notes).not.toContain('anew');
    },
  );

  it('stands in docs/THREATS.md with every tampering, and with what finds it', () => {
    const table = readFileSync(join(ROOT, 'docs', 'THREATS.md'), 'utf8');
    const WORDS = { start: 'start', verify: 'verify', replaced: 'replaced', nothing: 'nothing' } as const;
    for (const { id, found } of TAMPERINGS) {
      const row = table.split('\n').find((line) => line.startsWith(`| ${id} `));
      expect([id, row?.split('|').at(-3)?.trim()]).toEqual([id, expect.stringContaining(WORDS[found.by])]);
    }
  });

  it('an edited event far from the end stops whatever reads the whole log', () => {
    const data = dataDirectory(join(folders.make(), 'data'));
    cpSync(base, data.folder, { recursive: true });
    // The start looks at the last 200 events only.
    const counties = writeCsv(folders.make(), 'counties.csv', [
      'province,id,kind,name,ownership,active_from',
      ...Array.from({ length: 250 }, (_, n) => `p,county-${String(n)},county,شهر ${String(n)},,1400-01-01`),
    ]);
    expect(misaq(data.folder, ['import', 'organisations', counties, ...LABOUR]).status).toBe(0);
    const edited = firstOf(data.log, 'CreditAllocated');
    rewrite(data.log, withAmount(edited, '77'));
    expect(misaq(data.folder, ['pools']).status).toBe(0);
    const damaged = { status: 1, json: { refusal: 'log_damaged' } };
    expect(misaqJson(data.folder, ['verify'])).toMatchObject(damaged);
    expect(misaqJson(data.folder, ['rebuild'])).toMatchObject(damaged);
    const copy = join(folders.make(), 'copy.sqlite');
    expect(misaqJson(data.folder, ['backup', '--to', copy])).toMatchObject(damaged);
    expect(existsSync(copy)).toBe(false);
  });

  it('the end was replaced on purpose opens once its read models are deleted', () => {
    const data = dataDirectory(join(folders.make(), 'data'));
    cpSync(base, data.folder, { recursive: true });
    dropNewest(data.log, 3);
    rmSync(data.checkpoint);
    expect(misaqJson(data.folder, ['pools'])).toMatchObject({
      status: 1,
      json: { refusal: 'log_differs_from_read_models', problem: 'log_ends_before' },
    });
    expect(misaqJson(data.folder, ['rebuild', 'access', '--discard'])).toMatchObject({ status: 2 });
    expect(misaqJson(data.folder, ['rebuild', '--discard']).status).toBe(0);
    expect(misaqJson(data.folder, ['verify'])).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });
});
