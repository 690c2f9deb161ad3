import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { actor, applicationOn, day } from '@misaq/platform/commands/application.fixture.js';
import { principalAggregate } from './aggregate.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import { type Offered, offerToken } from './offer-token.js';
import { fingerprint, parseCode, systemRandom } from '@misaq/platform/node/tokens.js';

/** The application, with a governor who is to have a token. */
async function withGovernor() {
  const app = applicationOn(createInMemoryEventStore());
  const admin = actor('admin');
  const principalId = 'a-ahmadi';
  for (const command of [
    { type: 'AddPrincipal', principalId, name: 'A. Ahmadi' },
    { type: 'GrantRole', principalId, role: 'governor' },
  ] as const)
    await app.runner.execute(
      principalAggregate,
      `principal-${principalId}`,
      command,
      app.envelope(admin),
      () => ({ ...app.contexts.day(), administration: { actor: admin.id, admins: [] } }),
    );
  return (key: string, label?: string): Promise<Offered> =>
    offerToken(
      app,
      systemRandom,
      { principalId, expiresOn: day('2023-03-20'), ...(label !== undefined && { label }) },
      app.envelope(admin, commandIdOf(key)),
    );
}

describe('Offering a token', () => {
  it('shows a secret that belongs to the fingerprint on record', async () => {
    const issue = await withGovernor();
    const { code = '', tokenId, result } = await issue('one');
    const parsed = parseCode(code);
    expect(parsed?.tokenId).toBe(tokenId);
    expect(result).toMatchObject({
      kind: 'done',
      repeated: false,
      events: [
        { type: 'TokenOffered', data: { tokenId, codeFingerprint: fingerprint(parsed?.secret ?? '') } },
      ],
    });
  });

  it('has one effect for one command, and a secret in the first answer only', async () => {
    const issue = await withGovernor();
    const first = await issue('one');
    const second = await issue('one');
    expect(second).toMatchObject({ tokenId: first.tokenId, result: { kind: 'done', repeated: true } });
    expect(second).not.toHaveProperty('code');
    expect(await issue('two')).toMatchObject({ result: { repeated: false } });
  });

  it('has one effect for one command that comes many times at once', async () => {
    const issue = await withGovernor();
    const all = await Promise.all(Array.from({ length: 5 }, () => issue('one')));
    expect(new Set(all.map(({ tokenId }) => tokenId)).size).toBe(1);
    expect(all.map(({ result }) => result.kind === 'done' && result.repeated).toSorted()).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(all.filter(({ code }) => code !== undefined)).toHaveLength(1);
  });

  it('is refused when the command says something else than it said first', async () => {
    const issue = await withGovernor();
    await issue('one');
    expect(await issue('one', 'another label')).toMatchObject({
      result: { kind: 'refused', refusal: { name: 'command_id_reused' } },
    });
  });
});
