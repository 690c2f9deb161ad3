import { records } from '@misaq/platform/projections/records.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { RESOLUTION_EVENTS, type ResolutionRecorded } from '../../domain/events.js';

export const RESOLUTIONS = 'resolutions';

export type KeptResolution = ResolutionRecorded['data'];

export const resolutionsProjection = defineProjection({
  name: RESOLUTIONS,
  schemaVersion: 1,
  tables: {
    resolutions: records<readonly ['stream', 'resolutionId'], KeptResolution>(['stream', 'resolutionId']),
  },
  types: RESOLUTION_EVENTS,
  apply({ stream, data }, { resolutions }) {
    resolutions.set([stream, data.resolutionId], data);
  },
});
