import { type EventEmitter, once } from 'node:events';
import type { Worksheet } from 'exceljs';

/** What a worksheet of exceljs 4.4 writes into, and what that hands everything on to without looking whether it is full. */
interface SheetStream {
  readonly pipes: readonly (EventEmitter & { readonly _writableState: { readonly needDrain: boolean } })[];
}

/**
 * Waits until what was written to a sheet has gone on, up to whoever reads the workbook. The writer of exceljs has no
 * such thing itself: without it a whole sheet lies in memory when the reader is slow.
 *
 * @returns to be called after each row. @throws AbortError when the signal says that nobody reads any more
 */
export function backPressureOf(sheet: Worksheet): (signal: AbortSignal) => Promise<void> {
  const { stream } = sheet as unknown as { readonly stream: SheetStream };
  const [next] = stream.pipes;
  if (next === undefined) throw new Error('a sheet of exceljs is connected to nothing');
  return async (signal) => {
    signal.throwIfAborted();
    if (next._writableState.needDrain) await once(next, 'drain', { signal });
  };
}
