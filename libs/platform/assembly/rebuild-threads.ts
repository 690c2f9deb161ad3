import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import type { Comparison } from '@misaq/platform/projections/compare.js';
import type { Elsewhere } from '@misaq/platform/projections/rebuild.js';
import type { SqlTable } from '@misaq/platform/projections/table.js';
import { FACILITIES } from '@misaq/credit/boards/facilities/projection.js';
import { HISTORY } from '@misaq/platform/history/projection.js';

/** What a thread that compares is given. */
export interface ComparisonWork {
  readonly served: string;
  readonly rebuilt: string;
  readonly tables: readonly SqlTable[];
}

/** What a thread that builds is given. */
export interface ShadowBuildWork {
  readonly folder: string;
  readonly modelsFolder: string;
  /** See `SubjectList.module`. */
  readonly subjects: string;
  readonly names: readonly string[];
  readonly upTo: bigint;
  /** The log is in EventStoreDB there; else in the folder. */
  readonly eventStoreUrl: string | undefined;
  /** Which part of the log's streams it checks, among the threads that read the log at the same time. */
  readonly share: { readonly index: number; readonly of: number };
}

/** These two take about as long as all others together (measured on a million events). */
const HALF: readonly string[] = [FACILITIES, HISTORY];

/** A log shorter than this is read before two threads have started. */
export const WORTH_POSITIONS = 20_000n;

/** Files smaller than this are compared before a thread has started. */
const WORTH_BYTES = 4_000_000;

/**
 * Young objects of a thread take at most so much, a third of what Node would let them: as fast on a million events, and
 * 25 MB less for each thread (measured; half of this takes a third more time).
 */
export const YOUNG_MB = 16;

/**
 * Builds read models in two threads of their own, and compares large ones in one: a rebuild takes half the time where
 * there is a second processor, and holds up no answer where there is none. It takes about 220 MB while it runs (measured).
 *
 * @param log told, in a sentence for an operator, why a thread did not come to its end
 */
export function inRebuildThreads(
  given: Pick<ShadowBuildWork, 'folder' | 'modelsFolder' | 'subjects' | 'eventStoreUrl'>,
  log: (message: string) => void,
): Elsewhere {
  return {
    async build(names, upTo, onPosition, signal) {
      if (upTo < WORTH_POSITIONS || signal.aborted) return false;
      const halves = [
        names.filter((name) => HALF.includes(name)),
        names.filter((name) => !HALF.includes(name)),
      ].filter((half) => half.length > 0);
      const reached = halves.map(() => LOG_START);
      const ended = await Promise.all(
        halves.map(async (half, index) => {
          const share = { index, of: halves.length };
          const work: ShadowBuildWork = { ...given, names: half, upTo, share };
          const told = (position: bigint): void => {
            reached[index] = position;
            onPosition(reached.reduce((a, b) => (a < b ? a : b)));
          };
          const problem = await run('./shadow-build-thread.js', work, told, signal);
          if (problem !== undefined && !signal.aborted)
            log(`a thread could not build ${half.join(', ')}, which is done without it: ${problem}`);
          return problem === undefined;
        }),
      );
      return ended.every(Boolean);
    },
    async compare(served, rebuilt, tables) {
      if (statSync(rebuilt).size < WORTH_BYTES) return undefined;
      const work: ComparisonWork = { served, rebuilt, tables };
      let comparison: Comparison | undefined;
      const told = (found: Comparison): void => {
        comparison = found;
      };
      // Why it could not is met by who compares without it.
      await run('./comparison-thread.js', work, told);
      return comparison;
    },
  };
}

/** @returns why it did not come to its end; undefined when it did */
function run(
  program: string,
  workerData: ShadowBuildWork | ComparisonWork,
  onMessage: (told: never) => void,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const thread = new Worker(new URL(program, import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const end = () => void thread.terminate();
  signal?.addEventListener('abort', end);
  thread.on('message', onMessage as (told: unknown) => void);
  let problem: string | undefined;
  return new Promise((resolve) => {
    thread.once('error', (error) => {
      problem = String(error);
    });
    thread.once('exit', (code) => {
      signal?.removeEventListener('abort', end);
      resolve(code === 0 ? undefined : (problem ?? `it ended with ${String(code)}`));
    });
  });
}
