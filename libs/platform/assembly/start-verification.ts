import type { Config } from '@misaq/platform/node/config.js';
import {
  type NightlyVerification,
  startNightlyVerification,
} from '@misaq/platform/tasks/nightly-verification.js';
import type { Service } from './service.js';
import { type Verification, verifySystem } from './verification.js';

/**
 * Starts the verification that MISAQ_VERIFY_AT asks for; undefined when that is `off`. The log is checked and the read
 * models are built aside in threads of their own. A read model that differs from what the log gives is replaced.
 */
export function startVerification(
  service: Service,
  { MISAQ_VERIFY_AT: atMinute }: Pick<Config, 'MISAQ_VERIFY_AT'>,
  log: (message: string) => void,
): NightlyVerification | undefined {
  if (atMinute === 'off') return undefined;
  return startNightlyVerification({
    folder: service.folder,
    clock: service.clock,
    atMinute,
    log,
    verify: async (signal) => {
      const found = await verifySystem(
        service,
        { structure: false, imports: false, twins: false, signal },
        () => undefined,
      );
      if (signal.aborted) return false;
      log(wordsFor(found));
      const different = found.readModels.filter(({ comparison }) => (comparison?.differing ?? 0) > 0);
      if (different.length > 0) {
        const names = different.map(({ name }) => name);
        log(
          `${names.join(', ')} differ from what the log gives: another hand has changed them; they are replaced`,
        );
        await service.models.runner.rebuild(names);
      }
      return found.refusal === undefined;
    },
  });
}

function wordsFor({ log: { events, faultCount, faults }, refusal }: Verification): string {
  const [fault] = faults;
  if (fault !== undefined)
    return (
      `verified: the log is damaged, ${String(faultCount)} faults, the first of them ${fault.kind} at position ` +
      `${String(fault.position)} (${fault.stream ?? 'no stream'}): ${fault.detail}`
    );
  return refusal === undefined
    ? `verified ${String(events)} events and all read models: no fault`
    : `verified: ${refusal.name} ${JSON.stringify(refusal.figures)}`;
}
