/** An import was accepted and could not be finished now. It is finished by `resume`, or by the next import. */
export class ImportInterruptedError extends Error {
  override readonly name = 'ImportInterruptedError';
  constructor(
    readonly importId: string,
    readonly file: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `the import of ${file} was accepted but stopped before its end: ${reason}; nothing of it is lost, ` +
        'and it goes on where it stopped at the next start',
      { cause },
    );
  }
}
