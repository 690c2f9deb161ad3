import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { historyPages } from '@misaq/platform/history/verbs/history-pages.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { PolicyAdopted } from '../domain/lot-events.js';
import { plainPolicy, type Policy } from '../domain/policy.js';

/** Undefined when the pool has none that the asker sees: it was never opened, or is another's. */
export async function policiesOf(ask: Ask, pool: string): Promise<readonly Policy[] | undefined> {
  const policies: Policy[] = [];
  const subject = { by: 'stream', id: streams.creditPool(pool) } as const;
  try {
    for await (const { events } of historyPages(ask, { subject, after: LOG_START, limit: undefined }))
      for (const { type, data } of events)
        if (type === 'PolicyAdopted') policies.push(policyOf(data as PolicyAdopted));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.name !== 'unknown_subject') throw error;
  }
  return policies.length === 0 ? undefined : policies;
}

function policyOf(adopted: PolicyAdopted): Policy {
  return { version: adopted.version, ...plainPolicy(adopted) };
}
