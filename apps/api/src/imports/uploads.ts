export const UPLOADS = Symbol('uploads');

/** Where files that are sent lie until they were checked, and how large one may be. */
export interface Uploads {
  readonly folder: string;
  readonly bytesMax: number;
}
