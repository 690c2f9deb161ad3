import type { NoParams, Question } from '@misaq/platform/questions/question.js';
import { noScope } from '@misaq/platform/questions/scope.js';
import { projectionItem, type ProjectionsItem } from '../../wire.js';

/** The position, lag and state of each projection of this process. */
export const projections: Question<NoParams, ProjectionsItem> = {
  name: 'projections',
  path: 'operations/projections',
  fields: {},
  needs: 'operate',
  free: true,
  scope: noScope,
  from: [],
  ofProcess: true,
  async find({ models, process }) {
    const [found, { position }] = await Promise.all([models.runner.health(), process.store.health()]);
    return { logPosition: position.toString(), projections: found.map(projectionItem) };
  },
};
