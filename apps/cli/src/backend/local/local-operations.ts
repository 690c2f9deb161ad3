import { resolve } from 'node:path';
import { endOfLog } from '@misaq/platform/event-store/port.js';
import { rebuiltItem, verificationItem } from '@misaq/operations/wire.js';
import { removeReadModels } from '@misaq/platform/questions/open-read-models.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import type { Session } from '../../session.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { writtenAside } from '../backup-file.js';
import { readModelsFolder, type System } from '@misaq/platform/assembly/system.js';
import { reading, stoppedOne, verifySystem } from '@misaq/platform/assembly/verification.js';
import type { Operations } from '../operations.js';

export function localOperations(system: System, session: Session): Operations {
  return {
    async verify(onReading) {
      session.require('operate');
      const found = await verifySystem(system, { structure: true }, onReading);
      const { refusal } = found;
      return { item: verificationItem(found), ...(refusal !== undefined && { refusal }) };
    },
    async rebuild(name, onReading) {
      session.require('operate');
      const { runner } = await system.readModels();
      const rebuilt = await runner.rebuild(name === undefined ? undefined : [name], reading(onReading));
      const position = await endOfLog(system.store);
      const refusal = stoppedOne(rebuilt);
      return { position, readModels: rebuilt.map(rebuiltItem), ...(refusal !== undefined && { refusal }) };
    },
    discardReadModels() {
      session.require('operate');
      removeReadModels(readModelsFolder(system.folder), system.subjects);
      return Promise.resolve();
    },
    async backup({ path, force }) {
      session.require('operate');
      const { file: log } = system.store;
      if (log === undefined) throw new RefusedError(edgeRefusal('backup_elsewhere'));
      const file = resolve(path);
      const copied = await writtenAside({ path: file, force }, async (unfinished) => {
        const copy = await log.backup(unfinished);
        return { position: copy.position, bytes: copy.bytes };
      });
      return { file, ...copied, personKeyFingerprint: system.personKey.fingerprint };
    },
  };
}
