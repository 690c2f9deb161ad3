/** What the process on the full log prints. */
export interface FillFigures {
  readonly events: number;
  readonly commands64PerSec: number;
  readonly rssMb: number;
}

export interface RebuildFigures {
  readonly seconds: number;
  readonly differences: number;
  readonly peakRssMb: number;
}

export interface QuestionFigures {
  readonly openToReadyMs: number;
  readonly queryP99Ms: number;
  /** Which question the slowest p99 belongs to. */
  readonly slowestQuery: string;
  readonly rssMb: number;
}
