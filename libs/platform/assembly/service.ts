import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { Watcher } from '@misaq/platform/projections/runner.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import type { SubjectList } from '@misaq/platform/subjects/subject.js';
import { type Notes, openSystem, type System } from './system.js';

/** A system that serves: its read models follow the log as it grows. */
export interface Service extends System {
  readonly models: ReadModels;
  /** To be told what the answers come to show. */
  watch(watcher: Watcher): void;
  /** Why the read models do not follow the log at this moment; undefined while they do. */
  followingProblem(): string | undefined;
}

export interface Opening {
  /** Whether interrupted imports are finished first; if not, the caller has to finish them. */
  readonly resumeImports?: boolean;
  /** See {@link SystemOpening}. */
  readonly modelsThread?: URL;
}

const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;

/**
 * Opens a data directory for serving: finishes imports that were interrupted, brings the read models up to the end of
 * the log and keeps them there.
 *
 * @throws what `openSystem` and the resuming of imports throw
 */
export async function openService(
  list: SubjectList,
  folder: string,
  clock: Clock,
  environment: NodeJS.ProcessEnv,
  notes: Notes = {},
  { resumeImports = true, ...opening }: Opening = {},
): Promise<Service> {
  const watchers: Watcher[] = [];
  const watcher: Watcher = {
    applied: (events, upTo) => {
      for (const each of watchers) each.applied(events, upTo);
    },
    shown: () => {
      for (const each of watchers) each.shown();
    },
    isIdle: () => watchers.every((each) => each.isIdle?.() === true),
  };
  const system = await openSystem(list, folder, clock, environment, { ...notes, watcher }, opening);
  try {
    const models = await system.readModels();
    const resumed = resumeImports ? await system.imports.resume() : [];
    for (const { kind, file, applied } of resumed)
      notes.note?.(
        `finished the interrupted import of ${file} (${kind}): ${counted(applied, 'row')} applied`,
      );
    const following = follow(models, notes);
    return {
      ...system,
      models,
      watch: (each) => {
        watchers.push(each);
      },
      followingProblem: following.problem,
      close: async () => {
        await following.stop();
        await system.close();
      },
    };
  } catch (error) {
    await system.close();
    throw error;
  }
}

/** Follows the log until it is stopped; takes up again what broke off. */
function follow({ runner }: ReadModels, { note }: Notes) {
  const ending = new AbortController();
  let problem: string | undefined;
  async function run(): Promise<void> {
    let retryMs = RETRY_MS_MIN;
    while (!ending.signal.aborted) {
      try {
        problem = undefined;
        await runner.follow(ending.signal);
        problem = 'every read model has stopped';
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        note?.(`the read models do not follow the log: ${problem}`);
      }
      await wait(retryMs, undefined, { signal: ending.signal }).catch(() => undefined);
      retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
    }
  }
  const running = run();
  return {
    problem: () => problem,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
