import { setImmediate as nextTurn } from 'node:timers/promises';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { turnsDuring, withSteppingClock } from '@misaq/platform/scheduling/turns.fixture.js';
import { applyRows } from './apply-rows.js';
import type { PlannedRow } from './planned-row.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

const ON = plainDate('2022-12-18');
const DONE: CommandResult = { kind: 'done', events: [], position: 0n, repeated: false };
const REFUSED: CommandResult = { kind: 'refused', refusal: { name: 'job_unknown', figures: {} } };

const ending = (row: number, jobId = `J${row}`): PlannedRow => ({
  row,
  on: ON,
  pool: '',
  command: { type: 'EndJob', jobId, endedOn: ON },
});

async function* rowsOf(rows: readonly PlannedRow[]): AsyncGenerator<PlannedRow> {
  for (const row of rows) {
    await nextTurn();
    yield row;
  }
}

const many = (count: number): readonly PlannedRow[] =>
  Array.from({ length: count }, (_, index) => ending(index + 2));

describe('applying rows', () => {
  it('sends them in order, many at once but never more than 256', async () => {
    const sent: number[] = [];
    let inFlight = 0;
    let most = 0;
    let done = 0;
    const rows = many(600);
    let answers: (() => void)[] = [];
    // Nobody is answered until no more can be sent: 256 are in flight, or all have been sent.
    const execute = async ({ row }: PlannedRow): Promise<CommandResult> => {
      sent.push(row);
      inFlight += 1;
      most = Math.max(most, inFlight);
      const answered = new Promise<void>((resolve) => answers.push(resolve));
      if (inFlight === 256 || sent.length === rows.length) {
        // A few turns, in which one too many would be sent if it could.
        for (let turn = 0; turn < 5; turn += 1) await nextTurn();
        const all = answers;
        answers = [];
        for (const answer of all) answer();
      }
      await answered;
      inFlight -= 1;
      return DONE;
    };
    expect(await applyRows(rowsOf(rows), execute, () => (done += 1))).toEqual([]);
    expect(sent).toEqual(rows.map(({ row }) => row));
    expect([most, inFlight, done]).toEqual([256, 0, 600]);
  });

  it('sends the rows of one job one after another', async () => {
    const log: string[] = [];
    const execute = async ({ row }: PlannedRow): Promise<CommandResult> => {
      log.push(`${row} begins`);
      for (let turn = 0; turn < 10 - row; turn += 1) await nextTurn();
      log.push(`${row} ends`);
      return DONE;
    };
    await applyRows(rowsOf([ending(2, 'J1'), ending(3, 'J1'), ending(4, 'J1')]), execute, () => undefined);
    expect(log).toEqual([2, 3, 4].flatMap((row) => [`${row} begins`, `${row} ends`]));
  });

  it('sends a refused row once more when the others are done, and believes the second answer', async () => {
    const answers = new Map<number, CommandResult[]>([
      [2, [REFUSED, DONE]],
      [3, [REFUSED, REFUSED]],
      [4, [DONE]],
    ]);
    const sent: number[] = [];
    let done = 0;
    const refused = await applyRows(
      rowsOf(many(3)),
      ({ row }) => {
        sent.push(row);
        return Promise.resolve(answers.get(row)?.shift() ?? REFUSED);
      },
      () => (done += 1),
    );
    expect(refused.map(({ planned, refusal }) => [planned.row, refusal.name])).toEqual([[3, 'job_unknown']]);
    expect([sent, done]).toEqual([[2, 3, 4, 2, 3], 2]);
  });

  it('sends no more once one has failed, and waits for those under way', async () => {
    let sent = 0;
    let answered = 0;
    const execute = async ({ row }: PlannedRow): Promise<CommandResult> => {
      sent += 1;
      if (row === 4) throw new Error('the disk is full');
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      answered += 1;
      return DONE;
    };
    await expect(applyRows(rowsOf(many(100)), execute, () => undefined)).rejects.toThrow('the disk is full');
    expect(sent).toBeLessThan(10);
    expect(answered).toBe(sent - 1);
  });

  it('lets others have their turn after a slice, however fast the rows are', async () => {
    let [ofTurn, most] = [0, 0];
    const execute = (): Promise<CommandResult> => {
      ofTurn += 1;
      most = Math.max(most, ofTurn);
      return Promise.resolve(DONE);
    };
    async function* atOnce(): AsyncGenerator<PlannedRow> {
      for (const row of many(2_000)) yield await Promise.resolve(row);
    }
    await turnsDuring(
      () => withSteppingClock(() => applyRows(atOnce(), execute, () => undefined)),
      () => {
        ofTurn = 0;
      },
    );
    // The clock is looked at for each row, and a slice is eight milliseconds.
    expect(most).toBeLessThan(12);
  });
});
