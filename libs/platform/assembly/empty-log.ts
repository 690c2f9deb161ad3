/** The log is empty, and this command does not begin a new one. */
export class EmptyLogError extends Error {
  override readonly name = 'EmptyLogError';
  constructor(
    readonly folder: string,
    readonly keptIn: 'file' | 'eventstoredb',
  ) {
    super(`nothing is recorded yet in the log ${keptIn === 'file' ? `of ${folder}` : 'in EventStoreDB'}`);
  }
}
