import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Written into a data directory by the demo, before anything else is. */
export const DEMO_MARK = 'demo.json';

/** Whether the demo has made a data directory: everything in it is invented. */
export function isDemoDirectory(folder: string): boolean {
  return existsSync(join(folder, DEMO_MARK));
}
