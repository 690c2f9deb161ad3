import { join } from 'node:path';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { removeProjectionFile } from '@misaq/platform/projections/projection-file.js';
import type { Elsewhere } from '@misaq/platform/projections/rebuild.js';
import {
  openProjections,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
  type Watcher,
} from '@misaq/platform/projections/runner.js';
import { heldSpelling } from '@misaq/platform/projections/spellings.js';
import { type BoardParts, boardsOf, type BoardSubject, projectionsOf } from './board.js';
import type { ReadModels } from './read-models.js';

export interface ReadModelsOptions extends Pick<ProjectionRunnerOptions, 'sealing' | 'otherLog'> {
  readonly subjects: readonly BoardSubject[];
  /** Holds one SQLite file for each read model; anything in it can be thrown away. */
  readonly folder: string;
  readonly store: EventStore;
  /** Told, in a sentence for an operator, when a file is thrown away or a read model stops. */
  readonly log?: (message: string) => void;
  /** Told which events the answers come to show. */
  readonly watcher?: Watcher;
  /** Where a rebuild is done; in this thread, between other work, when it is left out. */
  readonly elsewhere?: Elsewhere;
}

/** Opens the read models as they are on disk; they are behind the log until the runner has caught up. */
export async function openReadModels({ subjects, ...options }: ReadModelsOptions): Promise<ReadModels> {
  const runner = await openProjections({ ...options, projections: projectionsOf(subjects) });
  return readModelsOf(subjects, runner, options.store);
}

/** Throws the files of all read models away. Nobody may have them open. */
export function removeReadModels(folder: string, subjects: readonly BoardSubject[]): void {
  for (const { name } of projectionsOf(subjects)) removeProjectionFile(join(folder, `${name}.sqlite`));
}

/** What can be asked of read models that a runner keeps, here or elsewhere. */
export function readModelsOf(
  subjects: readonly BoardSubject[],
  runner: ProjectionRunner,
  store: EventStore,
): ReadModels {
  const boards = boardsOf(subjects);
  function held(kind: string, id: string): string {
    for (const { projection, ids } of boards) {
      const column = ids?.[kind];
      if (projection !== undefined && column !== undefined)
        return heldSpelling(runner.reader(projection.name), column, id);
    }
    return id;
  }
  const isOfOthers: BoardParts['isOfOthers'] = (kind, id, owner, upTo) =>
    boards.some(({ projection, owned }) => {
      if (projection === undefined || owned?.[kind] === undefined) return false;
      const tables = runner.reader(projection.name);
      return tables.position() >= upTo && owned[kind](tables, id, owner) === false;
    });
  const parts = { reader: runner.reader, store, held, isOfOthers };
  // Each board fills in its part; which parts there are is said by the merged interface.
  const models = { runner } as ReadModels;
  for (const { open } of boards) Object.assign(models, open?.({ ...parts, models }));
  return models;
}
