/** A lag marker: a log position the projection has to reach, and the monotonic time at which we first saw it. */
interface Mark {
  readonly end: bigint;
  readonly seenAtMs: number;
}

/**
 * Measures the lag of projections in time. Positions count events in one store and bytes in another, so that only a time is
 * comparable. Each projection has one marker; when the projection reaches it, the present end of the log is the next. A
 * projection with a constant lag therefore counts up to that lag and starts again.
 *
 * @returns seconds since the marker that `name` has not reached was set; 0 when the projection is at the end of the log
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
