/** The target file of a backup already exists. */
export class BackupExistsError extends Error {
  override readonly name = 'BackupExistsError';
  constructor(readonly file: string) {
    super(`${file} stands already; a backup is written into a new file only`);
  }
}
