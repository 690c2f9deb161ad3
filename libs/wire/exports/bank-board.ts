import { basisPoints, rial } from '@misaq/domain/kernel/money.js';
import type { BankBoard, BankOnBoard } from '@misaq/read-models/bank-board/queries.js';
import {
  countColumn,
  type ExportColumn,
  type ExportTable,
  type NameOf,
  percentColumn,
  rialColumn,
} from './export-table.js';

export function bankBoardColumns(nameOf: NameOf): readonly ExportColumn<BankOnBoard>[] {
  return [
    { key: 'bank', headerEn: 'bank', headerFa: 'شناسه بانک', kind: 'id', of: (row) => row.bank },
    { key: 'name', headerEn: 'name', headerFa: 'بانک', kind: 'text', of: (row) => nameOf(row.bank) },
    countColumn('introduced', 'facilities introduced', 'تعداد معرفی', (row) => row.introduced.facilities),
    rialColumn('introducedRial', 'introduced', 'مبلغ معرفی', (row) => row.introduced.rial),
    countColumn('payments', 'payments', 'تعداد پرداخت', (row) => row.paid.payments),
    countColumn(
      'paidInFull',
      'facilities paid in full',
      'تعداد پرداخت کامل',
      (row) => row.paid.facilitiesInFull,
    ),
    rialColumn('paidRial', 'paid', 'مبلغ پرداخت', (row) => row.paid.rial),
    percentColumn('paidOfIntroduced', 'paid of introduced', 'سهم پرداخت از معرفی', ({ paid, introduced }) =>
      basisPoints(rial(paid.rial), rial(introduced.rial)),
    ),
    countColumn('declined', 'facilities declined', 'تعداد رد', (row) => row.declined.facilities),
    rialColumn('declinedRial', 'declined', 'مبلغ رد', (row) => row.declined.rial),
    countColumn('withdrawn', 'facilities withdrawn', 'تعداد انصراف', (row) => row.withdrawn.facilities),
    rialColumn('withdrawnRial', 'withdrawn', 'مبلغ انصراف', (row) => row.withdrawn.rial),
    countColumn('closed', 'facilities closed', 'تعداد بسته‌شده', (row) => row.closed.facilities),
    rialColumn('closedRial', 'closed', 'مبلغ بسته‌شده', (row) => row.closed.rial),
    countColumn(
      'medianDays',
      'days to payment, half',
      'روز تا پرداخت، نیمی',
      (row) => row.medianDaysToPayment,
    ),
    countColumn(
      'ninetiethDays',
      'days to payment, 9 in 10',
      'روز تا پرداخت، نُه‌دهم',
      (row) => row.ninetiethPercentileDaysToPayment,
    ),
    countColumn('reportDays', 'days to report, half', 'روز تا ثبت، نیمی', (row) => row.medianDaysToReport),
    countColumn('waiting', 'facilities waiting', 'تعداد در انتظار', (row) => row.waiting.facilities),
    rialColumn('waitingRial', 'waiting', 'مبلغ در انتظار', (row) => row.waiting.rial),
    countColumn(
      'waitingMedianDays',
      'days waiting, half',
      'روز انتظار، نیمی',
      (row) => row.waiting.medianDays,
    ),
    countColumn(
      'waitingOldestDays',
      'days waiting, longest',
      'بیشترین روز انتظار',
      (row) => row.waiting.oldestDays,
    ),
  ];
}

export function bankBoardTable(
  { banks }: Pick<BankBoard, 'banks'>,
  nameOf: NameOf,
): ExportTable<BankOnBoard> {
  return { nameFa: 'عملکرد بانک‌ها', nameEn: 'banks', columns: bankBoardColumns(nameOf), rows: banks };
}
