import fc from 'fast-check';
import { presentable } from '@misaq/platform/text/presentable.js';
import { jsonInSlices } from './json-in-slices.js';

async function textOf(head: object, rest: object): Promise<string> {
  let text = '';
  for await (const piece of jsonInSlices(head, rest)) text += piece;
  return text;
}

describe('A long answer in pieces', () => {
  it('is the same text as in one', async () => {
    const row = fc.record({
      row: fc.nat(),
      column: fc.string(),
      on: fc.constant('2022-12-18'),
      rial: fc.bigInt(),
    });
    const long = fc.array(row, { minLength: 201, maxLength: 450 });
    const report = fc.record({ rows: fc.nat(), errors: long, remarks: fc.option(long, { nil: undefined }) });
    await fc.assert(
      fc.asyncProperty(report, fc.boolean(), async (given, dryRun) => {
        const body = { ...given, position: 5n, dryRun };
        expect(await textOf({}, body)).toBe(JSON.stringify(presentable(body)));
        const problem = { status: 422, on: '1401-09-27' };
        expect(await textOf(problem, { report: body })).toBe(
          JSON.stringify({ ...problem, report: presentable(body) }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('is written in few pieces, however short its items are', async () => {
    let [pieces, units] = [0, 0];
    const errors = Array.from({ length: 20_000 }, (_, n) => ({ row: n, code: 'unknown_pool' }));
    for await (const piece of jsonInSlices({}, { errors })) {
      pieces += 1;
      units += piece.length;
    }
    expect(units / pieces).toBeGreaterThan(40_000);
  });

  it('lets others have their turn between its pieces', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      setImmediate(count).unref();
    };
    setImmediate(count).unref();
    const now = performance.now.bind(performance);
    let ms = 0;
    performance.now = () => (ms += 3);
    try {
      await textOf({}, { errors: Array.from({ length: 20_000 }, (_, n) => ({ row: n })) });
    } finally {
      performance.now = now;
    }
    expect(turns).toBeGreaterThan(20);
  });
});
