/**
 * The log is not the one that the read models were made of, or has lost its end since: they show an event that it does
 * not have. Which of the two is right only a person can say.
 */
export class LogMovedError extends Error {
  override readonly name = 'LogMovedError';
  constructor(
    /** The read model that knows more. */
    readonly readModel: string,
    /** Up to where it shows the log, in decimal digits. */
    readonly shown: string,
    /** Position of the last event of the log, in decimal digits. */
    readonly end: string,
    readonly problem: 'log_ends_before' | 'another_event_there',
  ) {
    super(
      `the read model ${readModel} shows the log up to position ${shown}, ` +
        (problem === 'log_ends_before'
          ? `but the log ends at position ${end}: its end is missing. `
          : 'but the log has another event there: it is another log, or events were taken out of it. ') +
        'Restore the right backup into an empty folder. If this log is the right one, throw the read models away with ' +
        '«misaq rebuild --discard».',
    );
  }
}
