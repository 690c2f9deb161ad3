import type { Command } from 'commander';
import type { OnCopied } from '@misaq/platform/assembly/copy-log.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { holdsData, type Session } from '../session.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Shell } from '../shell.js';

/** A SQLite log keeps them in order, and one commit takes many. */
const APPENDS_OF_A_FILE = 500;

interface Options {
  readonly from: string;
  readonly to: string;
}

export function registerCopy(command: Command, shell: Shell): void {
  command
    .requiredOption('--from <address>', 'a data directory, or esdb://…')
    .requiredOption(
      '--to <address>',
      'a data directory, or esdb://…; empty, or begun by a copy that was cut off',
    )
    .addHelpText(
      'after',
      `
Every event is copied in order, byte for byte; in the end both logs are read and compared. Started again it goes on where
it was cut off. Nobody may write to either of the two meanwhile: stop the servers first. The person key is not in the
log: take person.key (or MISAQ_PERSON_KEY) along, and webhook.key (or MISAQ_WEBHOOK_KEY).

Examples:
  misaq copy --from data --to 'esdb://admin:changeit@127.0.0.1:2113?tls=false'
  misaq copy --from 'esdb://admin:changeit@127.0.0.1:2113?tls=false' --to data-2`,
    );
  command.action(() => shell.run(command, (session) => copy(session, command.opts<Options>())));
}

async function copy(session: Session, { from, to }: Options): Promise<Outcome> {
  session.hereOnly();
  session.require('operate');
  if (from === to) throw new UsageError('same_log', '--from and --to name the same log');
  if (!from.includes('://') && !holdsData(from))
    throw new RefusedError(edgeRefusal('no_data_directory', { dataDirectory: from }));
  const [{ copyLog, OtherLogError }, { openLogAt }] = await Promise.all([
    import('../../../../libs/platform/assembly/copy-log.js'),
    import('../../../../libs/platform/assembly/log-store.js'),
  ]);
  const source = await openLogAt(from);
  try {
    if (!to.includes('://')) session.makes(to);
    const target = await openLogAt(to);
    try {
      const show: OnCopied = ({ phase, done: read, total }) => {
        session.progress.show(phase, read, total);
      };
      const copied = await copyLog(source, target, show, to.includes('://') ? 1 : APPENDS_OF_A_FILE);
      session.progress.stop();
      const { events, written, streams } = copied;
      return done(copied, () =>
        [
          `Both logs hold ${counted(events, 'event')} in ${counted(streams, 'stream')}, byte for byte; written now: ${grouped(written)}.`,
          'The keys travel apart: person.key (or MISAQ_PERSON_KEY), and webhook.key (or MISAQ_WEBHOOK_KEY).',
        ].join('\n'),
      );
    } catch (error) {
      if (!(error instanceof OtherLogError)) throw error;
      const { index, stream, revision } = error;
      throw new RefusedError(edgeRefusal('other_log', { event: index, stream, revision }));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
