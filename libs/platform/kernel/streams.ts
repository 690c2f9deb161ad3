import { identityKey } from './spelling.js';

/** The streams of the log and their names. One aggregate is one stream. */

export const streams = {
  register: (province: string) => `register-${province}`,
  commitmentPlan: (province: string, year: number) => `commitmentPlan-${province}-${String(year)}`,
  creditPool: (pool: string) => `creditPool-${pool}`,
  job: (jobId: string) => `job-${jobId}`,
  person: (personId: string) => `person-${personId}`,
  workingCalendar: (province: string) => `workingCalendar-${province}`,
  principal: (principalId: string) => `principal-${principalId}`,
  import: (importId: string) => `import-${importId}`,
  /** The rehearsals of files that a principal requested. */
  checks: (principalId: string) => `checks-${principalId}`,
  /** Reminders to the agencies and banks of a pool. */
  reminders: (pool: string) => `reminders-${pool}`,
  webhook: (webhookId: string) => `webhook-${webhookId}`,
} as const;

/** What is known of the streams of a kind. */
export interface StreamKind {
  /** People type its ids. The ids of the others are made or kept by this program. */
  readonly namedByPeople?: true;
  /** The province in the name of a stream, without its kind; absent for streams without a province. */
  readonly province?: (name: string) => string | undefined;
}

/** By the part of the name before the first hyphen. */
export type StreamKinds = Readonly<Record<string, StreamKind>>;

const ofPool = (pool: string): string | undefined => parsePool(pool)?.province;

/** The streams that several subjects name. */
const SHARED: StreamKinds = {
  register: { namedByPeople: true, province: (name) => name },
  workingCalendar: { namedByPeople: true, province: (name) => name },
  commitmentPlan: { namedByPeople: true, province: (name) => parsePlan(name)?.province ?? name },
  creditPool: { namedByPeople: true, province: ofPool },
  reminders: { province: ofPool },
  // The events of a job name its province.
  job: { namedByPeople: true },
};

let kinds: ReadonlyMap<string, StreamKind> = new Map(Object.entries(SHARED));

/** Takes the kinds of streams of the subjects, beside the shared ones. What was taken before is forgotten. */
export function knowStreams(ofSubjects: readonly StreamKinds[]): void {
  kinds = new Map([SHARED, ...ofSubjects].flatMap((each) => Object.entries(each)));
}

export function isNamedByPeople(stream: string): boolean {
  return kinds.get(streamCategory(stream))?.namedByPeople === true;
}

/** The name under which a stream is created, for any spelling of its id. */
export function streamKey(stream: string): string {
  return isNamedByPeople(stream) ? identityKey(stream) : stream;
}

/** The part before the first hyphen: `creditPool`, `job`, … */
export function streamCategory(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen === -1 ? stream : stream.slice(0, hyphen);
}

export interface PoolName {
  readonly province: string;
  /** Jalali year. */
  readonly year: number;
  readonly programme: string;
}

const POOL = /^(.+?)-(\d{4})-(.+)$/;

const PLAN = /^(.+)-(\d{1,4})$/;

/** Splits `east-azerbaijan-1401`; undefined when it is no plan. */
export function parsePlan(plan: string): { readonly province: string; readonly year: number } | undefined {
  const [, province, year] = PLAN.exec(plan) ?? [];
  return province === undefined || year === undefined ? undefined : { province, year: Number(year) };
}

/** Splits `east-azerbaijan-1401-note16` at the first `-dddd-`; undefined when it has no such part. */
export function parsePool(pool: string): PoolName | undefined {
  const [, province, year, programme] = POOL.exec(pool) ?? [];
  if (province === undefined || year === undefined || programme === undefined) return undefined;
  return { province, year: Number(year), programme };
}

/**
 * The province in the name of a stream; undefined for streams without a province. Also undefined for streams of jobs,
 * whose events name it.
 */
export function provinceOfStream(stream: string): string | undefined {
  const category = streamCategory(stream);
  return kinds.get(category)?.province?.(stream.slice(category.length + 1));
}

export function poolName({ province, year, programme }: PoolName): string {
  return `${province}-${String(year)}-${programme}`;
}
