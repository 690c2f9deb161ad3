/**
 * A value, or a promise of it. Awaiting an available value costs a microtask and a few hundred bytes each time. That
 * was a large part of the cost of a command whose streams are all in memory (measured).
 */
export type MaybeAsync<Value> = Value | Promise<Value>;

export function then<Value, Result>(
  value: MaybeAsync<Value>,
  next: (value: Value) => MaybeAsync<Result>,
): MaybeAsync<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
