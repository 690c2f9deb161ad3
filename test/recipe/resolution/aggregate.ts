import { type Act, may } from '@misaq/access/domain/roles.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { ResolutionCommand } from './domain/commands.js';
import type { ResolutionEvent } from './domain/events.js';
import { decide, evolve, type ResolutionsState } from './domain/resolutions.js';

export const RESOLUTION_RIGHTS = {
  RecordResolution: 'plan-commitments',
} as const satisfies Record<ResolutionCommand['type'], Act>;

const BYTES_OF_RESOLUTION = 400;

export const resolutionsAggregate: Aggregate<ResolutionsState, ResolutionCommand, object> = {
  category: 'resolutions',
  initial: () => new Map(),
  evolve: (state, event) => evolve(state, event as ResolutionEvent),
  fork: (state) => state,
  bytes: (state) => state.size * BYTES_OF_RESOLUTION,
  authorise: (actor, _state, { type }, stream) =>
    may(actor, RESOLUTION_RIGHTS[type], { province: provinceOfStream(stream) }),
  decide,
};
