import { type EventEmitter, once } from 'node:events';
import type { Worksheet } from 'exceljs';

/**
 * The stream of a worksheet in exceljs 4.4, and its target streams. It writes to them without checking whether they are
 * full.
 */
interface SheetStream {
  readonly pipes: readonly (EventEmitter & { readonly _writableState: { readonly needDrain: boolean } })[];
}

/**
 * Waits until the written data of a sheet has reached the reader of the workbook. The writer of exceljs has no
 * back-pressure: without this, a whole sheet stays in memory when the reader is slow.
 *
 * @returns a function to call after each row. @throws AbortError when the signal says that the reader has gone
 */
export function backPressureOf(sheet: Worksheet): (signal: AbortSignal) => Promise<void> {
  const { stream } = sheet as unknown as { readonly stream: SheetStream };
  const [next] = stream.pipes;
  if (next === undefined) throw new Error('the stream of an exceljs sheet has no target');
  return async (signal) => {
    signal.throwIfAborted();
    if (next._writableState.needDrain) await once(next, 'drain', { signal });
  };
}
