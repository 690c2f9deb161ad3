/** A folder that the test files of one run share. It is made before the first file and removed after the last one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function makeSharedFolder() {
  process.env.MISAQ_TEST_SHARED = mkdtempSync(join(tmpdir(), 'misaq-shared-'));
}

export function removeSharedFolder() {
  rmSync(process.env.MISAQ_TEST_SHARED, { recursive: true, force: true });
}
