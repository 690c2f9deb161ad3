import type { ProjectionRunner } from '@misaq/platform/projections/runner.js';

/**
 * Everything that can be asked, and the runner that keeps the answers fresh. Each board adds what it knows, by merging
 * into this interface beside its value.
 */
export interface ReadModels {
  /** `catchUp` or `follow` it, or the answers stay as they are. Close it when done. */
  readonly runner: ProjectionRunner;
}
