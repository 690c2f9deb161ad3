/**
 * What a node was told to do wrong. Each fault waits for the next call it fits and is used up by it.
 *
 * | `do`          | append                                  | read, health                   | subscribe                       |
 * |---------------|-----------------------------------------|--------------------------------|---------------------------------|
 * | `drop`        | connection lost before the commit       | lost before the first event    | lost after `events` events      |
 * | `dropAfter`   | committed, then the connection is lost  | lost half-way                  | as `drop`                       |
 * | `delay`       | waits `ms`, then commits and answers    | waits `ms`, then answers       | waits `ms`, then begins         |
 * | `delayAfter`  | commits, answers `ms` later             | as `delay`                     | as `delay`                      |
 * | `unavailable` | refused with UNAVAILABLE, uncommitted   | refused                        | refused after `events` events   |
 * | `timeout`     | committed, answered with a timeout      | refused with a timeout         | ended with a timeout            |
 * | `notLeader`   | refused, naming `leader` or the leader  | the same                       | the same                        |
 * | `unreadable`  |                                         | refused as a position inside a | the same                        |
 * |               |                                         | record is, at any position     |                                 |
 * | `unread`      | reads on `ms` after the first message   |                                |                                 |
 * | `silent`      | never answered, uncommitted             | never answered                 | silent after `events` events    |
 */
export function createFaults() {
  const queue = [];
  return {
    add(fault) {
      queue.push({ times: 1, ...fault });
    },
    clear() {
      queue.length = 0;
    },
    get left() {
      return queue.length;
    },
    /** The first fault that fits the call, or undefined. */
    take(call, stream) {
      const index = queue.findIndex(
        ({ on, stream: only }) => (on === call || on === 'any') && (only === undefined || only === stream),
      );
      if (index < 0) return undefined;
      const fault = queue[index];
      fault.times -= 1;
      if (fault.times <= 0) queue.splice(index, 1);
      return fault;
    },
  };
}
