import '@misaq/platform/node/memory.js';
import { parentPort, workerData } from 'node:worker_threads';
import { checkedPages } from '@misaq/platform/event-store/log-check.js';
import { LOG_START, type RecordedEvent } from '@misaq/platform/event-store/port.js';
import { buildShadow } from '@misaq/platform/projections/shadow-build.js';
import { projectionsOf } from '@misaq/platform/questions/board.js';
import { subjectsOf } from '@misaq/platform/subjects/subject.js';
import type { ShadowBuildWork } from './rebuild-threads.js';
import { logName, openLogForReading } from './log-store.js';

/*
 * A thread that builds some read models aside and ends. Says the position it has reached now and then; ends with an
 * error when it could not go on.
 */

const TELL_MS = 200;

async function work({
  folder,
  modelsFolder,
  subjects,
  names,
  upTo,
  eventStoreUrl,
  share,
}: ShadowBuildWork): Promise<void> {
  const projections = projectionsOf(await subjectsOf(subjects));
  const log = await openLogForReading(folder, eventStoreUrl);
  // Each stream has a chain of its own, so the threads that read the same log divide its check between them.
  const covers = (stream: string): boolean => stream.charCodeAt(stream.length - 1) % share.of === share.index;
  let told = performance.now();
  try {
    await buildShadow(
      modelsFolder,
      projections.filter(({ name }) => names.includes(name)),
      checkedPages(pagesUpTo(log.readAll(LOG_START), upTo), logName(folder, eventStoreUrl), covers),
      (position) => {
        if (performance.now() - told < TELL_MS) return;
        told = performance.now();
        parentPort?.postMessage(position);
      },
    );
  } finally {
    await log.close();
  }
}

async function* pagesUpTo(pages: AsyncIterable<readonly RecordedEvent[]>, upTo: bigint) {
  for await (const page of pages) {
    const wanted = page.filter(({ position }) => position <= upTo);
    if (wanted.length > 0) yield wanted;
    if (wanted.length < page.length) return;
  }
}

await work(workerData as ShadowBuildWork);
