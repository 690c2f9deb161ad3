import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { grantText } from '@misaq/access/domain/principal-events.js';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import { done } from '@misaq/platform/command-line/outcome.js';
import { heading } from '@misaq/platform/command-line/screen.js';
import type { Shell } from '../shell.js';
import { tokensInWords, tokenTable } from './token-table.js';

export function registerMe(command: Command, shell: Shell): void {
  command.addHelpText(
    'after',
    '\nA token that you know nothing of is somebody else’s: have it revoked.\n\nExample:\n  misaq me',
  );
  command.action(() =>
    shell.run(command, async (session) => {
      const me = await (await session.reach('read')).questions.me();
      const { principalId, name, role, organisation, tokenId, expiresOn, tokens } = me;
      const as = grantText({ role, organisation: organisation ?? undefined });
      const through = expiresOn === null ? '' : `, which works through ${formatJalali(expiresOn)}`;
      return done({ ...me }, (screen) =>
        [
          heading(screen, `${principalId}: ${isolated(name)}`),
          `acts as ${as}${tokenId === null ? '' : ` with the token ${tokenId}${through}`}`,
          tokensInWords(tokens),
          ...(tokens.length === 0 ? [] : [tokenTable(screen, tokens)]),
        ].join('\n\n'),
      );
    }),
  );
}
