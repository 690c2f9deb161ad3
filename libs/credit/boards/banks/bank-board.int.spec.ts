import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import {
  allocate,
  asOfVersion1,
  bn,
  bnText,
  close,
  decline,
  inError,
  introduce,
  INTRODUCED,
  IN_TIME,
  NOTIFIED,
  on,
  pay,
  POOL,
  returned,
  TODAY,
  withdraw,
  type Doing,
} from '../../domain/credit.fixture.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { inPoolStream, modelsAfter, poolEvents } from '@misaq/platform/questions/read-models.fixture.js';
import { percentile } from './histogram.js';

const newFolder = temporaryFolders();
const ASKED = day('1403-02-25');
const CREDIT = allocate('behzisti', bn(1000));
/** A facility of 10 bn that was paid this many days after its introduction. */
const paidAfter = (id: string, days: number): readonly Doing[] => [
  introduce(id, 'behzisti', bn(10)),
  pay(id, bn(10), addDays(INTRODUCED, days)),
];

async function bankAfter(...doings: readonly Doing[]) {
  const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(CREDIT, ...doings)));
  const [bank] = models.banks.bankBoard(ASKED).banks;
  await models.runner.close();
  if (bank === undefined) throw new Error('no bank');
  return bank;
}

describe('the bank board', () => {
  it('counts introduced, paid, declined, withdrawn and closed facilities, with amounts', async () => {
    const bank = await bankAfter(
      ...paidAfter('paid', 3),
      introduce('half', 'behzisti', bn(10)),
      pay('half', bn(4)),
      introduce('declined', 'behzisti', bn(7)),
      decline('declined'),
      introduce('withdrawn', 'behzisti', bn(6)),
      withdraw('withdrawn'),
      introduce('closed', 'behzisti', bn(5)),
      pay('closed', bn(2)),
      close('closed'),
    );
    expect(bank).toMatchObject({
      bank: 'bank-melli',
      introduced: { facilities: 5, rial: bnText(38) },
      paid: { payments: 3, facilitiesInFull: 1, rial: bnText(16) },
      declined: { facilities: 1, rial: bnText(7) },
      withdrawn: { facilities: 1, rial: bnText(6) },
      closed: { facilities: 1, rial: bnText(3) },
      waiting: { facilities: 1, rial: bnText(6) },
    });
  });

  it.each([
    ['closed', close],
    ['withdrawn', withdraw],
  ])(
    'counts a payment that was reported after its facility was %s like the opposite order',
    async (_status, end) => {
      const file = introduce('f-1', 'behzisti', bn(10));
      const late = await bankAfter(file, end('f-1', TODAY), pay('f-1', bn(4)));
      expect(late).toEqual(await bankAfter(file, pay('f-1', bn(4)), end('f-1', TODAY)));
      expect(await bankAfter(file, pay('f-1', bn(4)), end('f-1', TODAY), inError('f-1', TODAY))).toEqual(
        await bankAfter(file, end('f-1', TODAY)),
      );
      expect(late).toMatchObject({
        paid: { payments: 1, rial: bnText(4) },
        waiting: { facilities: 0, rial: '0' },
      });
    },
  );

  it('counts returned money of a withdrawn facility as withdrawn, also where version 1 recorded it', async () => {
    const back = [
      introduce('f-1', 'behzisti', bn(10)),
      pay('f-1', bn(4)),
      withdraw('f-1', addDays(IN_TIME, 1)),
      returned('f-1', TODAY),
    ];
    const events = poolEvents(CREDIT, ...back);
    const models = await modelsAfter(newFolder(), inPoolStream(asOfVersion1(events)));
    const [bank] = models.banks.bankBoard(ASKED).banks;
    await models.runner.close();
    expect(bank).toMatchObject({ withdrawn: { facilities: 1, rial: bnText(10) }, paid: { rial: '0' } });
    expect(bank).toEqual(await bankAfter(...back));
  });

  it('gives the median and the 90th percentile of the days from introduction to payment', async () => {
    const bank = await bankAfter(
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 30].flatMap((days) => paidAfter(`f-${String(days)}`, days)),
    );
    expect(bank).toMatchObject({ medianDaysToPayment: 5, ninetiethPercentileDaysToPayment: 9 });
  });

  it('leaves out a payment that was recorded in error, but not one that came back', async () => {
    const error = await bankAfter(...paidAfter('a', 2), ...paidAfter('b', 20), inError('b', TODAY));
    expect(error).toMatchObject({ medianDaysToPayment: 2, ninetiethPercentileDaysToPayment: 2 });
    const back = await bankAfter(...paidAfter('a', 2), ...paidAfter('b', 20), returned('b', TODAY));
    expect(back).toMatchObject({
      ninetiethPercentileDaysToPayment: 20,
      paid: { payments: 1, rial: bnText(10) },
    });
    expect(back.waiting).toMatchObject({ facilities: 1, rial: bnText(10) });
  });

  it('gives the age of waiting facilities on the requested day, and leaves out later ones', async () => {
    const bank = await bankAfter(
      introduce('old', 'behzisti', bn(1), NOTIFIED),
      introduce('newer', 'behzisti', bn(2), INTRODUCED),
      introduce('newest', 'behzisti', bn(3), INTRODUCED),
      introduce('later', 'behzisti', bn(4), addDays(ASKED, 1)),
      ...paidAfter('paid', 1),
    );
    expect(bank.waiting).toEqual({ facilities: 3, rial: bnText(6), medianDays: 20, oldestDays: 23 });
  });

  it('gives the delay of reports of payments', async () => {
    const bank = await bankAfter(
      introduce('f-1', 'behzisti', bn(10)),
      on(day('1403-02-22'), pay('f-1', bn(10), day('1403-02-20'))),
    );
    expect(bank.medianDaysToReport).toBe(2);
  });

  it('gives no days where nothing was paid and nothing waits', async () => {
    const bank = await bankAfter(introduce('f-1', 'behzisti', bn(10)), decline('f-1'));
    expect(bank).not.toHaveProperty('medianDaysToPayment');
    expect(bank.waiting).toEqual({ facilities: 0, rial: '0' });
  });

  it('adds up over pools, and answers for one pool or one bank alone', async () => {
    const other = 'east-azerbaijan-1403-rural';
    const events = poolEvents(CREDIT, ...paidAfter('a', 4));
    const models = await modelsAfter(newFolder(), inPoolStream(events), inPoolStream(events, other));
    const all = models.banks.bankBoard(ASKED);
    expect(all.banks).toMatchObject([
      { introduced: { facilities: 2, rial: bnText(20) }, medianDaysToPayment: 4 },
    ]);
    const one = models.banks.bankBoard(ASKED, { pool: POOL });
    expect(one.banks).toMatchObject([
      { introduced: { facilities: 1, rial: bnText(10) }, medianDaysToPayment: 4 },
    ]);
    expect(models.banks.bankBoard(ASKED, { bank: 'bank-mellat' }).banks).toEqual([]);
    await models.runner.close();
  });
});

describe('a percentile', () => {
  it.each([
    [50, 3],
    [90, 9],
    [100, 9],
    [1, 1],
  ])('of %d is a value that occurred', (percent, expected) => {
    expect(
      percentile(
        [
          [9, 2],
          [1, 1],
          [3, 3],
          [4, 0],
        ],
        percent,
      ),
    ).toBe(expected);
  });

  it('of an empty list is undefined', () => {
    expect(percentile([[3, 0]], 50)).toBeUndefined();
  });
});
