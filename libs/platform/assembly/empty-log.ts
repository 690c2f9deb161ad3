/** Nothing is recorded in the log, and whoever opened it has nothing to begin one with. */
export class EmptyLogError extends Error {
  override readonly name = 'EmptyLogError';
  constructor(
    readonly folder: string,
    readonly keptIn: 'file' | 'eventstoredb',
  ) {
    super(`nothing is recorded yet in the log ${keptIn === 'file' ? `of ${folder}` : 'in EventStoreDB'}`);
  }
}
