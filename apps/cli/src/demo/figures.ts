import type { CommitmentBoard, CommitmentMonth } from '@misaq/commitments/boards/commitments/queries.js';

/** The tenth month, after which the session of 1401-11-02 met. */
export function endOfDey({ year, months }: CommitmentBoard): CommitmentMonth {
  const dey = months.find(({ month }) => month === `${String(year)}-10`);
  if (dey === undefined) throw new Error(`no jobs were registered in Dey ${String(year)}`);
  return dey;
}
