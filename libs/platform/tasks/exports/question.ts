import { present } from '@misaq/platform/kernel/recorded.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { idField } from '@misaq/platform/questions/fields.js';
import type { Asking, NoParams, Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { actorScope } from '@misaq/platform/questions/scope.js';
import { backgroundOf } from '../background-work.js';
import type { ExportTasks } from '../export-tasks.js';
import type { ExportHolder, KeptExport } from './kept-export.js';
import { type ExportItem, exportItem, type ExportList } from './wire.js';

/** The exports of the asker that this node keeps, the latest first. */
export const keptExports: Question<NoParams, ExportList> = {
  name: 'exports',
  path: 'exports',
  fields: {},
  needs: 'signed-in',
  free: true,
  scope: actorScope,
  from: [],
  ofProcess: true,
  find(asking) {
    const { exportTasks } = backgroundOf(asking.process);
    const items = exportTasks.of(holderIn(asking)).map((each) => shownExport(exportTasks, each, asking));
    return { node: exportTasks.node, items };
  },
};

export interface ExportParams {
  readonly exportId: string;
}

/** One export of the asker: its progress, and the result. */
export const keptExport: Question<ExportParams, ExportItem> = {
  name: 'export',
  path: 'exports/:exportId',
  fields: { exportId: idField({ example: 'abcdefghijklmnop-0190f3c2a1b4c5d6e7f8091a2b3c0000' }) },
  needs: 'signed-in',
  free: true,
  scope: actorScope,
  from: [],
  ofProcess: true,
  find(asking) {
    const { exportTasks } = backgroundOf(asking.process);
    return shownExport(
      exportTasks,
      findExport(exportTasks, holderIn(asking), asking.params.exportId),
      asking,
    );
  },
};

/** An export belongs to the asker in the office in which it was asked for. */
export function holderOf(actor: Actor): ExportHolder {
  return { actor, ...present({ province: actor.province }) };
}

/**
 * The export of its holder. The export of another principal is refused like one that does not exist.
 * @throws QuestionRefusedError `unknown_export`, `export_elsewhere`
 */
export function findExport(exportTasks: ExportTasks, holder: ExportHolder, exportId: string): KeptExport {
  const found = exportTasks.find(holder, exportId);
  if (found !== undefined) return found;
  const [, node] = OF_A_NODE.exec(exportId) ?? [];
  if (node === undefined || node === exportTasks.node)
    throw new QuestionRefusedError({ name: 'unknown_export', figures: { exportId } });
  throw new QuestionRefusedError({
    name: 'export_elsewhere',
    figures: { exportId, node, here: exportTasks.node },
  });
}

/** How ids begin. */
const OF_A_NODE = /^([a-z]+)-[0-9a-f]{32}$/;

export function shownExport(
  exportTasks: ExportTasks,
  found: KeptExport,
  { positions }: Pick<Asking<object>, 'positions'>,
): ExportItem {
  return exportItem(found, exportTasks.standing(found), exportTasks.node, (position) =>
    positions.ofFile(position, found.exportId),
  );
}

function holderIn({ scope: { actor } }: Pick<Asking<object>, 'scope'>): ExportHolder {
  if (actor === undefined) throw new Error('a question about exports was asked without its scope');
  return holderOf(actor);
}
