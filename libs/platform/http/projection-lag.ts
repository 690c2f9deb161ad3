/** Where a projection was to come to: an end of the log, and when it was seen (ms of a clock that only goes on). */
interface Mark {
  readonly end: bigint;
  readonly seenAtMs: number;
}

/**
 * How long projections have been behind the log. Positions count events in one store and bytes in another, so that only
 * a time means the same everywhere. Each projection is held against one end of the log that was seen; when it has come
 * there, against the next. One that stays behind by a constant time therefore counts up to it and begins again.
 *
 * @returns seconds since the end was seen that `name` has not come to yet; 0 where it is level with the log
 */
export function createProjectionLag(): (
  name: string,
  position: bigint,
  end: bigint,
  nowMs: number,
) => number {
  const marks = new Map<string, Mark>();
  return (name, position, end, nowMs) => {
    const before = marks.get(name);
    const reached = before === undefined || position >= before.end;
    const mark = reached ? { end, seenAtMs: nowMs } : before;
    marks.set(name, mark);
    if (position >= end) return 0;
    return (nowMs - mark.seenAtMs) / 1_000;
  };
}
