import fc from 'fast-check';
import { addDays, plainDate, startOfTehranDay } from '@misaq/platform/calendar/plain-date.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { actor } from '@misaq/platform/commands/application.fixture.js';
import { allocate, introduce, pay, provinceOn, type Node, type Province } from './due.fixture.js';

const newFolder = temporaryFolders();
const POOL = 'sample-1403-note16';

/**
 * A pool around Nowruz of 1404. Behzisti was notified on 15 Esfand 1403 (a leap year): its 20 working days end on
 * 2025-04-13. The Relief Committee was notified a month earlier, with deadline 2025-03-09, and passed.
 */
async function aroundNowruz(): Promise<Province> {
  const province = await provinceOn(newFolder);
  await province.on('2025-02-08', POOL, allocate('relief', 'relief-committee', 1_000n, '2025-02-08'));
  await province.on('2025-02-10', POOL, introduce('f-1', 'relief-committee', 900n, '2025-02-10'));
  await province.on('2025-02-12', POOL, pay('f-1', 900n, '2025-02-12'));
  await province.on('2025-03-05', POOL, allocate('behzisti', 'behzisti', 500n, '2025-03-05'));
  await province.on('2025-03-06', POOL, introduce('f-2', 'behzisti', 300n, '2025-03-06'));
  return province;
}

/** The events that a machine without failures writes, morning after morning. */
const EXPECTED = [
  'LotDeadlineNear relief 10',
  'LotDeadlineNear relief 5',
  'LotDeadlineNear relief 1',
  `review ${POOL}-review-1 as of 2025-03-10`,
  'LotDeadlineNear behzisti 10',
  'BankDeadlineNear behzisti 10',
  'LotDeadlineNear behzisti 5',
  'BankDeadlineNear behzisti 5',
  'LotDeadlineNear behzisti 1',
  'BankDeadlineNear behzisti 1',
  `review ${POOL}-review-2 as of 2025-04-14`,
];

async function everyMorning(province: Province, node: Node, from: string, until: string): Promise<void> {
  for (let day = plainDate(from); day <= plainDate(until); day = addDays(day, 1))
    await province.sweep(node, day);
}

describe('the morning sweep', () => {
  it('requests each review and raises each reminder once, over the leap day and Nowruz', async () => {
    const province = await aroundNowruz();
    const node = await province.node();
    await everyMorning(province, node, '2025-02-20', '2025-04-20');
    expect(await province.written()).toEqual(EXPECTED);
    await node.close();
  });

  it('lists its effects and their reasons', async () => {
    const province = await aroundNowruz();
    const node = await province.node();
    expect(await province.sweep(node, '2025-03-10')).toEqual({
      day: '2025-03-10',
      pools: 1,
      reviews: [
        {
          pool: POOL,
          outcome: 'requested',
          because: {
            why: 'lot_expired',
            lots: [{ lotId: 'relief', agency: 'relief-committee', deadline: '2025-03-09' }],
          },
        },
      ],
      reminders: [],
      problems: [],
    });
    expect(await province.sweep(node, '2025-03-10')).toMatchObject({
      reviews: [],
      reminders: [],
      problems: [],
    });
    await node.close();
  });

  it('raises only the nearest valid reminder after days without a running node', async () => {
    const province = await aroundNowruz();
    const node = await province.node();
    // 25 March is the 10th working day of 20; on 8 April four are left.
    expect((await province.sweep(node, '2025-04-08')).reminders).toEqual([
      { pool: POOL, lotId: 'behzisti', deadline: '2025-04-13', workingDaysLeft: 4 },
    ]);
    await everyMorning(province, node, '2025-04-09', '2025-04-13');
    expect(await province.written()).toEqual([
      `review ${POOL}-review-1 as of 2025-04-08`,
      'LotDeadlineNear behzisti 4',
      'BankDeadlineNear behzisti 4',
      'LotDeadlineNear behzisti 1',
      'BankDeadlineNear behzisti 1',
    ]);
    await node.close();
  });

  it('has one effect from two nodes at once, one of them with outdated tables', async () => {
    const province = await aroundNowruz();
    const nodes = [await province.otherNode(), await province.otherNode({ lags: true })];
    for (let round = 0; round < 3; round += 1)
      await Promise.all(nodes.map((node) => province.sweep(node, '2025-04-14')));
    expect(await province.written()).toEqual([`review ${POOL}-review-1 as of 2025-04-14`]);
    for (const node of nodes) await node.close();
  });

  it('keeps a review that a person requested meanwhile, though its own tables do not show it yet', async () => {
    const province = await aroundNowruz();
    const lagging = await province.otherNode({ lags: true });
    await province.on('2025-04-14', POOL, { type: 'ReviewPool', asOf: plainDate('2025-04-14') });
    expect(await province.sweep(lagging, '2025-04-14')).toMatchObject({ reviews: [{ outcome: 'stood' }] });
    expect(await province.written()).toEqual([`review ${POOL}-review-1 as of 2025-04-14`]);
    await lagging.close();
  });

  it('requests a review again when a recipient appears for unplaced credit, and not for what was dismissed', async () => {
    const province = await aroundNowruz();
    const node = await province.node();
    const deputy = actor('economic-deputy');
    await everyMorning(province, node, '2025-04-14', '2025-04-16');
    await province.on('2025-04-16', POOL, introduce('f-3', 'relief-committee', 250n, '2025-04-16'));
    expect(await province.sweep(node, '2025-04-17')).toMatchObject({
      reviews: [
        {
          outcome: 'requested',
          because: { why: 'recipient_appeared', unplacedRial: '500', wouldPlaceRial: '150' },
        },
      ],
    });
    await province.on(
      '2025-04-17',
      POOL,
      { type: 'DismissReallocation', reviewId: `${POOL}-review-2`, reason: 'not before the session' },
      deputy,
    );
    await everyMorning(province, node, '2025-04-17', '2025-04-25');
    expect(await province.written()).toEqual([
      `review ${POOL}-review-1 as of 2025-04-14`,
      `review ${POOL}-review-2 as of 2025-04-17`,
    ]);
    await province.on('2025-04-26', POOL, introduce('f-4', 'relief-committee', 100n, '2025-04-26'));
    await everyMorning(province, node, '2025-04-27', '2025-04-29');
    expect((await province.written()).at(-1)).toBe(`review ${POOL}-review-3 as of 2025-04-27`);
    await node.close();
  });

  it('continues with the other pools when one cannot be read', async () => {
    const province = await aroundNowruz();
    await province.on('2025-03-05', 'sample-1403-rural', allocate('r', 'behzisti', 5n, '2025-03-05'));
    const node = await province.node({ broken: POOL });
    expect(await province.sweep(node, '2025-04-14')).toMatchObject({
      pools: 2,
      reviews: [{ pool: 'sample-1403-rural', outcome: 'requested' }],
      problems: [{ pool: POOL, problem: 'its table is damaged' }],
    });
    await node.close();
  });
});

describe('any sequence of sweeps, restarts and clock changes', () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('sweep' as const), node: fc.nat({ max: 1 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), node: fc.nat({ max: 1 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), hours: fc.nat({ max: 100 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('set back' as const), hours: fc.nat({ max: 100 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('both' as const) }) },
  );

  it('requests each due review exactly once, and raises no reminder twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const province = await aroundNowruz();
        const nodes = [await province.otherNode(), await province.otherNode()];
        let nowMs = startOfTehranDay(plainDate('2025-03-07'));
        for (const each of steps) {
          switch (each.do) {
            case 'sweep':
              await province.sweep(nodes[each.node]!, nowMs);
              break;
            case 'both':
              await Promise.all(nodes.map((node) => province.sweep(node, nowMs)));
              break;
            case 'restart':
              await nodes[each.node]!.close();
              nodes[each.node] = await province.otherNode();
              break;
            case 'pass':
              nowMs += each.hours * 3_600_000;
              break;
            case 'set back':
              nowMs -= each.hours * 3_600_000;
              break;
          }
        }
        // On the last day, at the latest, a node runs again.
        await province.sweep(nodes[0]!, Math.max(nowMs, startOfTehranDay(plainDate('2025-04-20'))));
        const written = await province.written();
        expect(new Set(written).size).toBe(written.length);
        const reviews = written.filter((line) => line.startsWith('review'));
        // One review for each expired lot, or one for both when no node ran in between.
        expect([1, 2]).toContain(reviews.length);
        const marks = written.filter((line) => line.startsWith('LotDeadlineNear behzisti'));
        expect(marks.length).toBeLessThanOrEqual(3);
        for (const node of nodes) await node.close();
      }),
      { numRuns: 12 },
    );
  });
});
