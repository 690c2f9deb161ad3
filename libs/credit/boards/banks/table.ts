import type { BankBoardItem, BankItem } from './wire.js';
import {
  countColumn,
  type ExportColumn,
  type ExportTable,
  percentColumn,
  rialColumn,
} from '@misaq/platform/questions/export-table.js';

export const BANK_BOARD_COLUMNS: readonly ExportColumn<BankItem>[] = [
  { key: 'bank', headerEn: 'bank', headerFa: 'شناسه بانک', kind: 'id', of: (row) => row.bank },
  { key: 'name', headerEn: 'name', headerFa: 'بانک', kind: 'text', of: (row) => row.name ?? undefined },
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
  percentColumn(
    'paidOfIntroduced',
    'paid of introduced',
    'سهم پرداخت از معرفی',
    (row) => row.paidOfIntroducedBasisPoints,
  ),
  countColumn('declined', 'facilities declined', 'تعداد رد', (row) => row.declined.facilities),
  rialColumn('declinedRial', 'declined', 'مبلغ رد', (row) => row.declined.rial),
  countColumn('withdrawn', 'facilities withdrawn', 'تعداد انصراف', (row) => row.withdrawn.facilities),
  rialColumn('withdrawnRial', 'withdrawn', 'مبلغ انصراف', (row) => row.withdrawn.rial),
  countColumn('closed', 'facilities closed', 'تعداد بسته‌شده', (row) => row.closed.facilities),
  rialColumn('closedRial', 'closed', 'مبلغ بسته‌شده', (row) => row.closed.rial),
  countColumn('medianDays', 'days to payment, half', 'روز تا پرداخت، نیمی', (row) => row.medianDaysToPayment),
  countColumn(
    'ninetiethDays',
    'days to payment, 9 in 10',
    'روز تا پرداخت، نُه‌دهم',
    (row) => row.ninetiethPercentileDaysToPayment,
  ),
  countColumn('reportDays', 'days to report, half', 'روز تا ثبت، نیمی', (row) => row.medianDaysToReport),
  countColumn('waiting', 'facilities waiting', 'تعداد در انتظار', (row) => row.waiting.facilities),
  rialColumn('waitingRial', 'waiting', 'مبلغ در انتظار', (row) => row.waiting.rial),
  countColumn('waitingMedianDays', 'days waiting, half', 'روز انتظار، نیمی', (row) => row.waiting.medianDays),
  countColumn(
    'waitingOldestDays',
    'days waiting, longest',
    'بیشترین روز انتظار',
    (row) => row.waiting.oldestDays,
  ),
];

/** One row for each bank that the reader may see. */
export function bankBoardTable({ banks }: Pick<BankBoardItem, 'banks'>): ExportTable<BankItem> {
  return { nameFa: 'عملکرد بانک‌ها', nameEn: 'banks', columns: BANK_BOARD_COLUMNS, rows: banks };
}
