/**
 * A value that is there, or will be. Waiting for what is there costs a turn of the queue and a few hundred bytes each
 * time, which was a large part of the cost of a command that finds everything in memory (measured).
 */
export type MaybeAsync<Value> = Value | Promise<Value>;

export function then<Value, Result>(
  value: MaybeAsync<Value>,
  next: (value: Value) => MaybeAsync<Result>,
): MaybeAsync<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
