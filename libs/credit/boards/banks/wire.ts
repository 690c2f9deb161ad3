import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { basisPoints, rial } from '@misaq/platform/kernel/money.js';
import type { BankBoard, BankOnBoard, CountAndRials } from './queries.js';
import type { Names } from '@misaq/platform/text/names.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    BankBoard: Omit<BankBoardItem, 'position'>;
  }
}

/** A bank on the board. Null where there is nothing to take a figure of. */
export interface BankItem extends Omit<
  BankOnBoard,
  'medianDaysToPayment' | 'ninetiethPercentileDaysToPayment' | 'medianDaysToReport' | 'waiting'
> {
  readonly name: string | null;
  /** Paid ÷ introduced, truncated. */
  readonly paidOfIntroducedBasisPoints: number | null;
  /** Days from introduction to payment within which half and nine in ten of the payments came. */
  readonly medianDaysToPayment: number | null;
  readonly ninetiethPercentileDaysToPayment: number | null;
  /** Days from payment to its recording here. */
  readonly medianDaysToReport: number | null;
  /** What waits now and was introduced by the day asked for; ages in days on that day. */
  readonly waiting: CountAndRials & {
    readonly medianDays: number | null;
    readonly oldestDays: number | null;
  };
}

export interface BankBoardItem {
  readonly position: ShownPosition;
  readonly asOf: PlainDate;
  /** Null: over all pools. */
  readonly pool: string | null;
  readonly banks: readonly BankItem[];
}

export function bankBoardItem({ position, asOf, pool, banks }: BankBoard, names: Names): BankBoardItem {
  return { position, asOf, pool: pool ?? null, banks: banks.map((bank) => bankItem(bank, names)) };
}

function bankItem(bank: BankOnBoard, names: Names): BankItem {
  const { paid, waiting, ...rest } = bank;
  return {
    ...rest,
    name: names(bank.bank) ?? null,
    paid,
    paidOfIntroducedBasisPoints: paidShare(bank) ?? null,
    medianDaysToPayment: bank.medianDaysToPayment ?? null,
    ninetiethPercentileDaysToPayment: bank.ninetiethPercentileDaysToPayment ?? null,
    medianDaysToReport: bank.medianDaysToReport ?? null,
    waiting: { ...waiting, medianDays: waiting.medianDays ?? null, oldestDays: waiting.oldestDays ?? null },
  };
}

/** Paid ÷ introduced in basis points, truncated; undefined when nothing was introduced. */
export function paidShare({ paid, introduced }: BankOnBoard): number | undefined {
  return basisPoints(rial(paid.rial), rial(introduced.rial));
}
