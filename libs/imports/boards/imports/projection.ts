import { IMPORT_EVENTS, type ImportAccepted, type LateRefusal, shownFileHash } from '../../domain/events.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import { ownOrganisation } from '@misaq/access/domain/roles.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';

export const IMPORTS = 'imports';

/** A file that was accepted, and how far it was applied. Times are ISO instants, UTC. */
export interface KeptImport extends Omit<ImportAccepted, 'fileHash' | 'fileHashKey'> {
  /** Absent of imports that older versions recorded with the plain hash. */
  readonly fileHash?: string;
  /** Position of its acceptance in the log. */
  readonly at: number;
  readonly by: Actor;
  readonly acceptedAt: string;
  /** Present when every row was applied or refused. */
  readonly completed?: {
    readonly completedAt: string;
    readonly applied: number;
    readonly lateRefusals: number;
  };
}

/** Agencies and banks may have the same ids. */
export const organisationKey = (kind: Role, id: string): string => `${kind} ${id}`;

export const importsProjection = defineProjection({
  name: IMPORTS,
  schemaVersion: 3,
  tables: {
    imports: records<['importId'], KeptImport>(['importId']),
    /** The imports of each organisation; the province is empty where the import does not name one. */
    ofOrganisations: records<['organisation', 'province', 'importId'], true>([
      'organisation',
      'province',
      'importId',
    ]),
    /** The rows that were refused late, beside it: there can be a thousand. */
    refusedRows: records<['importId'], readonly LateRefusal[]>(['importId']),
  },
  types: IMPORT_EVENTS,
  apply(event, { imports, ofOrganisations, refusedRows }) {
    const { importId } = event.data;
    const { actor, recordedAt } = event.metadata;
    if (event.type === 'ImportAccepted') {
      const { fileHash: _plain, fileHashKey: _key, ...data } = event.data;
      const fileHash = shownFileHash(event.data);
      const kept: KeptImport = {
        ...data,
        ...(fileHash !== undefined && { fileHash }),
        at: Number(event.position),
        by: actor,
        acceptedAt: recordedAt,
      };
      imports.set([importId], kept);
      const organisation = organisationKey(actor.role, ownOrganisation(actor));
      ofOrganisations.set([organisation, kept.province ?? '', importId], true);
      return;
    }
    const before = imports.get(importId);
    if (before === undefined) throw new Error(`import ${importId} was never accepted`);
    const { applied, lateRefusals, refusedRows: refused } = event.data;
    const kept: KeptImport = { ...before, completed: { completedAt: recordedAt, applied, lateRefusals } };
    imports.set([importId], kept);
    if (refused.length > 0) refusedRows.set([importId], refused);
  },
});
