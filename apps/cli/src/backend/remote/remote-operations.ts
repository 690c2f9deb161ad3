import { projections } from '@misaq/operations/boards/read-models/question.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { RebuiltItem, VerificationItem } from '@misaq/operations/wire.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Operations, RebuildReport, VerificationReport } from '../operations.js';
import { at, type Client } from './client.js';
import { receiveBackup } from './receive-backup.js';

export function remoteOperations(client: Client, ask: Ask): Operations {
  async function rebuildOne(
    name: string,
    onReading: Parameters<Operations['rebuild']>[1],
  ): Promise<RebuildReport> {
    try {
      const { body, position } = await client.work<{ readonly readModels: readonly RebuiltItem[] }>(
        at`operations/projections/${name}/rebuild`,
        {},
        (progress) => {
          onReading({ ...progress, phase: `${name}: ${progress.phase}` });
        },
      );
      // Only an admin rebuilds, who is shown numbers.
      return { position: BigInt(position), ...body };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { refusal, more } = error;
      const { readModels } = more as { readonly readModels?: readonly RebuiltItem[] };
      if (readModels === undefined) throw error;
      return { position: readModels.at(-1)?.position ?? -1n, readModels, refusal };
    }
  }

  return {
    async verify(onReading): Promise<VerificationReport> {
      try {
        return { item: (await client.work<VerificationItem>('operations/verification', {}, onReading)).body };
      } catch (error) {
        if (!(error instanceof RefusedError) || !('faultCount' in error.more)) throw error;
        return { item: error.more as VerificationItem, refusal: error.refusal };
      }
    },
    async rebuild(name, onReading) {
      const names =
        name === undefined ? (await ask(projections, {})).item.projections.map((each) => each.name) : [name];
      const reports: RebuildReport[] = [];
      for (const each of names) reports.push(await rebuildOne(each, onReading));
      const refusal = reports.find((report) => report.refusal !== undefined)?.refusal;
      return {
        position: reports.reduce((most, { position }) => (position > most ? position : most), -1n),
        readModels: reports.flatMap(({ readModels }) => readModels),
        ...(refusal !== undefined && { refusal }),
      };
    },
    backup: (file) => receiveBackup(client, file),
  };
}
