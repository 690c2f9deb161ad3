import { registerAggregate } from '@misaq/register/aggregate.js';
import { offerToken } from '@misaq/access/offer-token.js';
import { redeemCode } from '@misaq/access/redeem-code.js';
import { systemRandom } from '@misaq/platform/node/tokens.js';
import { today } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { ownTokens } from '@misaq/access/boards/principals/wire.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { Session } from '../../session.js';
import type { System } from '@misaq/platform/assembly/system.js';
import type { Backend } from '../backend.js';
import { localAccounts } from './local-accounts.js';
import { localOperations } from './local-operations.js';
import { provincesOf, questionsOf } from '../questions.js';
import { localAsk } from './local-ask.js';
import { send } from './send.js';

/** Names are found in the stream that commands are decided on: a command needs no tables for them. */
function registerIn({ runner }: System): Backend['questions']['register'] {
  return async (province) => runner.state(registerAggregate, streams.register(province));
}

/** On a data directory that is open in this process, as the actor of the session. */
export function localBackend(system: System, session: Session): Backend {
  const ask = localAsk(system, session);
  return {
    ask,
    provinces: () => provincesOf(ask),
    questions: {
      ...questionsOf(ask),
      register: registerIn(system),
    },
    operations: localOperations(system, session),
    accounts: localAccounts(system, session),
    persons: system.personKey,
    send: (sent) => send(system, session, sent),
    async offerToken(terms) {
      const envelope = { commandId: newCommandId(session.clock.now()), actor: session.actor };
      const { tokenId, code, result } = await offerToken(system, systemRandom, terms, envelope);
      if (result.kind === 'refused') throw new RefusedError(result.refusal);
      if (code === undefined) throw new Error('a new code was not recorded');
      return { ...result, tokenId, code };
    },
    async redeem(code) {
      const { access } = await system.readModels();
      const { operatingSystemUser } = session.actor;
      const holderOf = (tokenId: string) => Promise.resolve(access.token(tokenId)?.principalId);
      const parts = { ...system, random: systemRandom, holderOf };
      const result = await redeemCode(parts, code, present({ operatingSystemUser }));
      if (result.kind === 'refused') throw new RefusedError(result.refusal);
      const { token, position, issued } = result;
      const { tokenId, principalId, role, organisation, expiresOn } = issued;
      const tokens = (await system.readModels()).access.tokensOf(principalId);
      return {
        ...{ tokenId, token, principalId, role, position },
        organisation: organisation ?? null,
        expiresOn: expiresOn ?? null,
        tokens: ownTokens(tokens, today(session.clock)),
      };
    },
    importFile: (wanted) => system.imports.run({ ...wanted, actor: session.actor }),
  };
}
