import { parentPort, workerData } from 'node:worker_threads';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import type { FromLogCheck, LogAddress } from './log-check-in-thread.js';
import { openLogAtForReading } from './log-store.js';

/* A thread that reads a whole log, checks it, says what it found, and ends. */

const TELL_MS = 200;

const send = (message: FromLogCheck): void => parentPort?.postMessage(message);
const log = await openLogAtForReading(workerData as LogAddress);
let told = performance.now();
try {
  const report = await verifyLog(log, (events) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    send({ kind: 'read', events });
  });
  send({ kind: 'done', report });
} finally {
  await log.close();
}
