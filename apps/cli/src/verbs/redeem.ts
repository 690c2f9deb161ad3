import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { grantText } from '@misaq/access/domain/principal-events.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { tokensInWords } from './token-table.js';

export function registerRedeem(command: Command, shell: Shell): void {
  command.argument('<code>', 'as «misaq token issue» printed it').addHelpText(
    'after',
    `
A code is redeemed once. If it was redeemed already and not by you, have the token revoked: somebody else has it.
Over a server it needs no MISAQ_TOKEN.

Example:
  MISAQ_URL=https://misaq.example.ir misaq redeem misaqcode_k3v9mz2ryw8d_…`,
  );
  command.action((code: string) => shell.run(command, (session) => redeem(session, code), { token: false }));
}

async function redeem(session: Session, code: string): Promise<Outcome> {
  const backend = await session.reach('write');
  const redeemed = await backend.redeem(code);
  const { token, principalId, role, organisation, expiresOn, tokens } = redeemed;
  const until = expiresOn === null ? 'until it is revoked' : `through ${formatJalali(expiresOn)}`;
  // Nothing but the token is the result, so that TOKEN=$(misaq redeem …) holds a token.
  session.note(
    `Your token, shown this once and kept nowhere. Its holder acts as ${principalId} in the role ` +
      `${grantText({ role, organisation: organisation ?? undefined })}, ${until}.\n${tokensInWords(tokens)}\n`,
  );
  return done({ ...redeemed }, () => token);
}
