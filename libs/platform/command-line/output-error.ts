/** What a verb gives could not be written; {@link Error.cause} is the error of the system. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  constructor(
    /** The path of the file, or what else it was written to. */
    readonly to: string,
    cause: Error,
  ) {
    super(`${to}: ${cause.message}`, { cause });
  }
}
