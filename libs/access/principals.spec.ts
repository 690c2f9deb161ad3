import type { PrincipalCommand } from './domain/principal-commands.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { principalAggregate } from './aggregate.js';
import {
  actor,
  applicationOn,
  NOON_MS,
  PROVINCE,
  wholeLog,
} from '@misaq/platform/commands/application.fixture.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { newToken } from '@misaq/platform/node/tokens.js';

const ADMIN = actor('admin');
const add: PrincipalCommand = { type: 'AddPrincipal', principalId: 'reza', name: 'رضا' };
const grant: PrincipalCommand = {
  type: 'GrantRole',
  principalId: 'reza',
  role: 'agency',
  organisation: 'behzisti',
  province: PROVINCE,
};

function principals() {
  const store = createInMemoryEventStore();
  const application = applicationOn(store);
  const { runner, router } = application;
  const send = (command: PrincipalCommand, by: Actor = ADMIN, commandId = newCommandId(NOON_MS)) =>
    router.send({ command }, { commandId, actor: by }, 'http');
  return { runner, store, send, registerAll: () => application.registerAll() };
}

describe('Principals', () => {
  it('are managed by administrators and by nobody else', async () => {
    const { send, store } = principals();
    for (const role of [
      'labour',
      'economic-deputy',
      'inspector',
      'agency',
      'bank',
      'governor',
      'system',
    ] as const)
      expect(await send(add, actor(role))).toMatchObject({
        kind: 'refused',
        refusal: { name: 'not_permitted', figures: { act: 'manage-principals', role } },
      });
    expect(await wholeLog(store)).toEqual([]);
    expect(await send(add)).toMatchObject({ kind: 'done', repeated: false });
  });

  it('are granted what the register of the named province knows', async () => {
    const { send, registerAll } = principals();
    await registerAll();
    await send(add);
    expect(await send({ ...grant, province: 'gilan' })).toMatchObject({
      refusal: { name: 'unknown_organisation' },
    });
    expect(await send(grant)).toMatchObject({ kind: 'done', events: [{ type: 'RoleGranted' }] });
  });

  it('lose a role and its tokens in one append, so that no reader sees one without the other', async () => {
    const { send, registerAll, runner, store } = principals();
    await registerAll();
    await send(add);
    await send(grant);
    const { tokenId, fingerprint } = newToken((bytes) => new Uint8Array(bytes));
    const issue: PrincipalCommand = { type: 'IssueToken', principalId: 'reza', tokenId, fingerprint };
    const revoke: PrincipalCommand = {
      type: 'RevokeRole',
      principalId: 'reza',
      role: 'agency',
      organisation: 'behzisti',
      reason: 'moved',
    };
    // Sent at the same moment: each is decided on what the one before it left.
    const [issued, revoked, granted] = await Promise.all([send(issue), send(revoke), send(grant)]);
    expect([issued.kind, revoked.kind, granted.kind]).toEqual(['done', 'done', 'done']);
    const log = await wholeLog(store);
    expect(log.slice(-5).map(({ type }) => type)).toEqual([
      'RoleGranted',
      'TokenIssued',
      'RoleRevoked',
      'TokenRevoked',
      'RoleGranted',
    ]);
    const state = await runner.state(principalAggregate, streams.principal('reza'));
    expect(state.tokens.get(tokenId)).toMatchObject({ revoked: { reason: 'moved' } });
  });

  it('answer the same command again as the first time, also when the role was revoked meanwhile', async () => {
    const { send, registerAll } = principals();
    await registerAll();
    await send(add);
    const commandId = newCommandId(NOON_MS);
    await send(grant, ADMIN, commandId);
    await send({
      type: 'RevokeRole',
      principalId: 'reza',
      role: 'agency',
      organisation: 'behzisti',
      reason: 'x',
    });
    expect(await send(grant, ADMIN, commandId)).toMatchObject({
      kind: 'done',
      repeated: true,
      events: [{ type: 'RoleGranted' }],
    });
  });
});
