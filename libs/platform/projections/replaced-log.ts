/**
 * The read models were made from another log, or the log has lost its end since: they show an event that it does not
 * have. Only a person can decide which of the two is right.
 */
export class LogMovedError extends Error {
  override readonly name = 'LogMovedError';
  constructor(
    /** The read model that is ahead. */
    readonly readModel: string,
    /** The position it shows, in decimal digits. */
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
