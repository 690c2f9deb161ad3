import { issueLink } from '@misaq/access/sign-in/links.js';
import { createSealed } from '@misaq/access/sign-in/sealed.js';
import { openSignInFile, type SignInFile } from '@misaq/access/sign-in/sign-in-file.js';
import { ACCOUNTS_KEY } from '@misaq/access/sign-in/sign-in.js';
import { accountItem, doorList, issuedLinkItem } from '@misaq/access/sign-in/wire.js';
import type { System } from '@misaq/platform/assembly/system.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { systemRandom } from '@misaq/platform/node/tokens.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { Session } from '../../session.js';
import type { Accounts } from '../accounts.js';

/** The accounts of a data directory that is open in this process. */
export function localAccounts(system: System, session: Session): Accounts {
  const { folder, clock, personKey } = system;
  const { actor, note } = session;

  function withFile<Result>(work: (file: SignInFile) => Result): Result {
    const sealed = createSealed(personKey.derived(ACCOUNTS_KEY));
    const file = openSignInFile(folder, { sealed, clock, log: note });
    try {
      return work(file);
    } finally {
      file.close();
    }
  }

  return {
    list() {
      session.require('manage-principals');
      return Promise.resolve(withFile(({ accounts }) => ({ items: accounts.accounts().map(accountItem) })));
    },
    async issueLink(wanted) {
      session.require('manage-principals');
      const { access } = await system.readModels();
      const issued = withFile(({ accounts, door }) =>
        issueLink({ accounts, door, access, clock, random: systemRandom }, { ...wanted, by: actor.id }),
      );
      if ('refusal' in issued) throw new RefusedError(issued.refusal);
      return issuedLinkItem(issued);
    },
    door({ limit, account, before }) {
      session.require('read-door');
      return Promise.resolve(
        withFile(({ door }) => doorList(door, { limit, ...present({ account, before }) })),
      );
    },
  };
}
