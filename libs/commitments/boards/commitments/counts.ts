/** A row of jobs as stored in the tables. */
export interface JobRow {
  readonly registered: number;
  readonly registeredWomen: number;
  readonly netWomen: number;
  readonly rejected: number;
  readonly voided: number;
  readonly verified1: number;
  readonly verified2: number;
  readonly verified3: number;
  readonly ended: number;
}

export interface JobCounts {
  /** All jobs ever registered. */
  readonly registered: number;
  /** Registered jobs of women. */
  readonly registeredWomen: number;
  readonly rejected: number;
  readonly voided: number;
  /** Registered less rejected and voided: the number that fulfilment counts. */
  readonly net: number;
  /** Net jobs of women: their share of employment is a goal of the province (source 000). */
  readonly netWomen: number;
  /** Of the net ones, how many have passed round 1, 2 and 3. */
  readonly verified: { readonly round1: number; readonly round2: number; readonly round3: number };
  /** Net jobs that have ended since; they existed and stay counted. */
  readonly ended: number;
}

export function jobCounts(rows: readonly JobRow[]): JobCounts {
  const sum = (of: (row: JobRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const registered = sum((row) => row.registered);
  const rejected = sum((row) => row.rejected);
  const voided = sum((row) => row.voided);
  return {
    registered,
    registeredWomen: sum((row) => row.registeredWomen),
    rejected,
    voided,
    net: registered - rejected - voided,
    netWomen: sum((row) => row.netWomen),
    verified: {
      round1: sum((row) => row.verified1),
      round2: sum((row) => row.verified2),
      round3: sum((row) => row.verified3),
    },
    ended: sum((row) => row.ended),
  };
}

/** Jobs ÷ promised jobs in basis points, truncated; absent when nothing was promised. */
export function fulfilment(jobs: number, assigned: number): { readonly fulfilmentBasisPoints?: number } {
  return assigned === 0 ? {} : { fulfilmentBasisPoints: Math.trunc((jobs * 10_000) / assigned) };
}
