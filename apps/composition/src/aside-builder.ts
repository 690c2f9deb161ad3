import { Worker } from 'node:worker_threads';
import type { BuildElsewhere } from '@misaq/projections/rebuild.js';
import { FACILITIES } from '@misaq/read-models/facilities/projection.js';
import { HISTORY } from '@misaq/read-models/history/projection.js';

/** What a thread is given. */
export interface AsideWork {
  readonly folder: string;
  readonly modelsFolder: string;
  readonly names: readonly string[];
  readonly upTo: bigint;
  /** The log is in EventStoreDB there; else in the folder. */
  readonly eventStoreUrl: string | undefined;
}

/** These two take about as long as all others together (measured on a million events). */
const HALF: readonly string[] = [FACILITIES, HISTORY];

/** A log shorter than this is read before two threads have started. */
const WORTH_POSITIONS = 20_000n;

/**
 * Builds read models in two threads of their own, so that a rebuild takes half the time where there is a second
 * processor, and holds up no answer where there is none.
 *
 * @param log told, in a sentence for an operator, why a thread did not come to its end
 */
export function asideBuilder(
  { folder, modelsFolder, eventStoreUrl }: Pick<AsideWork, 'folder' | 'modelsFolder' | 'eventStoreUrl'>,
  log: (message: string) => void,
): BuildElsewhere {
  return async (names, upTo, onPosition, signal) => {
    if (upTo < WORTH_POSITIONS || signal.aborted) return false;
    const halves = [
      names.filter((name) => HALF.includes(name)),
      names.filter((name) => !HALF.includes(name)),
    ];
    const reached = new Map<number, bigint>();
    const told = (half: number, position: bigint): void => {
      reached.set(half, position);
      onPosition([...reached.values()].reduce((a, b) => (a < b ? a : b)));
    };
    const threads = halves
      .filter((half) => half.length > 0)
      .map((half, index) => {
        const work = { folder, modelsFolder, eventStoreUrl, names: half, upTo };
        return inThread(
          work,
          (at) => {
            told(index, at);
          },
          signal,
          log,
        );
      });
    const ended = await Promise.all(threads);
    return ended.every(Boolean);
  };
}

/** @returns whether it came to its end */
function inThread(
  work: AsideWork,
  onPosition: (position: bigint) => void,
  signal: AbortSignal,
  log: (message: string) => void,
): Promise<boolean> {
  const thread = new Worker(new URL('./aside-thread.js', import.meta.url), { workerData: work });
  const end = () => void thread.terminate();
  signal.addEventListener('abort', end);
  thread.on('message', onPosition);
  return new Promise((resolve) => {
    thread.once('error', (error) => {
      log(`a thread could not build ${work.names.join(', ')}, which is done without it: ${String(error)}`);
    });
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code === 0);
    });
  });
}
