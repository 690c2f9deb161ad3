import type { LateRefusal } from '../../domain/events.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { type KeptImport, organisationKey } from './projection.js';

export interface ImportList extends Fresh {
  /** Latest first. */
  readonly imports: readonly KeptImport[];
}

export interface ImportAnswer extends Fresh, KeptImport {
  /** The rows that had meanwhile become impossible; the first thousand of them. */
  readonly refusedRows: readonly LateRefusal[];
}

/** Only imports that officers of this organisation sent, in this province or in none that is recorded. */
export interface ImportOwner {
  readonly kind: 'agency' | 'bank';
  readonly id: string;
  readonly province: string;
}

export interface ImportQuestions {
  readonly imports: () => ImportList;
  /** Undefined when no import of that id was accepted, or not from the owner. */
  readonly import: (importId: string, owner?: ImportOwner) => ImportAnswer | undefined;
}

interface Row {
  readonly value: string;
}

export function importQuestions(tables: TableReader): ImportQuestions {
  return {
    imports: () => ({
      position: tables.position(),
      imports: tables
        .all<Row>('SELECT value FROM imports')
        .map(({ value }) => JSON.parse(value) as KeptImport)
        .sort((a, b) => b.at - a.at),
    }),
    import(importId, owner) {
      const [row] =
        owner === undefined
          ? tables.all<Row>('SELECT value FROM imports WHERE importId = ?', importId)
          : tables.all<Row>(
              'SELECT imports.value FROM ofOrganisations JOIN imports USING (importId) ' +
                "WHERE organisation = ? AND province IN (?, '') AND importId = ?",
              organisationKey(owner.kind, owner.id),
              owner.province,
              importId,
            );
      if (row === undefined) return undefined;
      const [refused] = tables.all<Row>('SELECT value FROM refusedRows WHERE importId = ?', importId);
      return {
        position: tables.position(),
        ...(JSON.parse(row.value) as KeptImport),
        refusedRows: refused === undefined ? [] : (JSON.parse(refused.value) as LateRefusal[]),
      };
    },
  };
}
