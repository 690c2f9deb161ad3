import type { Command } from 'commander';
import { counted } from '@misaq/platform/kernel/grouped.js';
import type { Restored } from '@misaq/platform/assembly/restore.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { done, type Outcome, refused } from '@misaq/platform/command-line/outcome.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

export function registerRestore(command: Command, shell: Shell): void {
  command.requiredOption('--from <file>', 'what «misaq backup» wrote').addHelpText(
    'after',
    `
Into the folder of --data (or MISAQ_DATA_DIR), which must be missing or empty; only keys may lie in it already. The order
of the log, its hashes and the structure of the file are checked first; where it is refused, nothing has been touched.
Says which person key the log needs, and whether it is there.

Example:
  misaq restore --from /mnt/backup/misaq-1401-11-02.sqlite --data restored`,
  );
  command.action(() =>
    shell.run(command, (session) => restore(session, command.opts<{ from: string }>().from)),
  );
}

async function restore(session: Session, from: string): Promise<Outcome> {
  session.hereOnly();
  session.require('operate');
  if (!session.folderGiven)
    throw new UsageError('folder_needed', '--data: name the folder that the backup is restored into');
  const { restoreLog } = await import('../../../../libs/platform/assembly/restore.js');
  const answer = await restoreLog(
    from,
    session.folder,
    session.environment,
    ({ phase, done: read, total }) => {
      session.progress.show(phase, read, total);
    },
  );
  session.progress.stop();
  if ('refusal' in answer) return refused(answer.refusal);
  return done(answer.restored, () => restoredText(answer.restored));
}

function restoredText({ folder, events, personKeyFingerprint, personKey }: Restored): string {
  return [
    `${folder} holds the ${counted(events, 'event')} of the backup; order, hashes and structure were checked.`,
    personKey === 'matches'
      ? `The person key that is given is the one it needs (${personKeyFingerprint}).`
      : `It needs the person key ${personKeyFingerprint}: put it there as ${folder}/person.key, or in MISAQ_PERSON_KEY.`,
    `Receivers of webhooks know the old webhook key: put it there too, as ${folder}/webhook.key, or in MISAQ_WEBHOOK_KEY.`,
    'The tables of the boards are made from it when it is first opened.',
  ].join('\n');
}
