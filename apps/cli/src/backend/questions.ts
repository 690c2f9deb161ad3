import type { RegisterState } from '@misaq/register/domain/register.js';
import { everyItem, type Positioned, positioned } from '@misaq/platform/command-line/lists.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { me, principal, principals } from '@misaq/access/boards/principals/question.js';
import { organisations, provinces } from '@misaq/register/boards/register/question.js';
import type {
  MeItem,
  PrincipalDetailItem,
  PrincipalItem,
  TokenItem,
} from '@misaq/access/boards/principals/wire.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import { registerOf } from './items.js';

/*
 * What the verbs of the command line itself ask, made of the questions that everybody asks: the same on a data directory
 * and over a server. An asker sees what the role may see.
 */

export interface PrincipalsShown {
  readonly position: ShownPosition;
  readonly total: number;
  readonly principals: readonly PrincipalItem[];
}

export interface TokensShown {
  readonly position: ShownPosition;
  readonly total: number;
  /** In order of id. */
  readonly tokens: readonly TokenItem[];
}

export type MeShown = Positioned<MeItem>;

/** @throws RefusedError, each of them */
export interface Questions {
  me(): Promise<MeShown>;
  /** What is needed to find organisations by the names they bore. */
  register(province: string): Promise<RegisterState>;
  principals(): Promise<PrincipalsShown>;
  principal(principalId: string): Promise<Positioned<PrincipalDetailItem>>;
  tokens(): Promise<TokensShown>;
  /** Whose token it is; undefined when no such token was issued. */
  holderOf(tokenId: string): Promise<string | undefined>;
}

/** The provinces that something is registered in, as far as the asker sees them. */
export async function provincesOf(ask: Ask): Promise<readonly string[]> {
  return (await everyItem(ask, provinces, {})).items.map(({ province }) => province);
}

export function questionsOf(ask: Ask): Questions {
  async function principalOf(principalId: string): Promise<Positioned<PrincipalDetailItem>> {
    return positioned(await ask(principal, { principalId }));
  }
  async function tokens(): Promise<TokensShown> {
    const { items, position } = await everyItem(ask, principals, {});
    const all: TokenItem[] = [];
    for (const { principalId } of items) all.push(...(await principalOf(principalId)).tokens);
    all.sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
    return { position, total: all.length, tokens: all };
  }

  return {
    me: async () => positioned(await ask(me, {})),
    principal: principalOf,
    tokens,
    async register(province) {
      return registerOf((await everyItem(ask, organisations, { province })).items);
    },
    async principals() {
      const { items, position } = await everyItem(ask, principals, {});
      return { position, total: items.length, principals: items };
    },
    async holderOf(tokenId) {
      return (await tokens()).tokens.find((token) => token.tokenId === tokenId)?.principalId;
    },
  };
}
