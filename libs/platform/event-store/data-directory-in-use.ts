/** Another process, or another store of this process, uses the data directory. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';
  constructor(
    readonly folder: string,
    /** Process id of the holder, when it could be read. */
    readonly holder: number | undefined,
  ) {
    super(
      `the data directory ${folder} is in use by ${holder === undefined ? 'another process' : `process ${String(holder)}`}. ` +
        'Only one may write: stop that one and try again, send the command to it, ' +
        'or name another directory in MISAQ_DATA_DIR.',
    );
  }
}
