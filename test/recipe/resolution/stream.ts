import { parsePlan, type StreamKinds } from '@misaq/platform/kernel/streams.js';

export const resolutionsStream = (province: string, year: number): string =>
  `resolutions-${province}-${String(year)}`;

export const resolutionStreams: StreamKinds = {
  resolutions: { namedByPeople: true, province: (name) => parsePlan(name)?.province },
};
