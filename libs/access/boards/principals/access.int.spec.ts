import { SUBJECTS } from '@misaq/subjects.js';
import { join } from 'node:path';
import fc from 'fast-check';
import { newToken } from '@misaq/platform/node/tokens.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PrincipalCommand } from '../../domain/principal-commands.js';
import { grantText, type PrincipalEvent } from '../../domain/principal-events.js';
import { decide, evolve, initialPrincipal } from '../../domain/principal.js';
import {
  add,
  after,
  grant,
  issue,
  PROVINCE,
  revoke,
  revokeToken,
  roleOf,
  SARA,
  TODAY,
} from '../../domain/principal.fixture.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import { compareFiles } from '@misaq/platform/projections/compare.js';
import { type Happened, temporaryFolders, testLog } from '@misaq/platform/projections/log.fixture.js';
import { openProjections } from '@misaq/platform/projections/runner.js';
import { inStream, modelsAfter } from '@misaq/platform/questions/read-models.fixture.js';
import { openReadModels } from '@misaq/platform/questions/open-read-models.js';
import { authenticator, type Authentication } from './authenticate.js';
import { ACCESS, accessProjection } from './projection.js';

const newFolder = temporaryFolders();
const ADMIN: Actor = { id: 'admin-1', name: 'راهبر', role: 'admin' };
const TOMORROW = plainDate('2024-05-21');

/** The n-th token of these tests: always the same one. */
function tokenOf(n: number) {
  return newToken((bytes) => new Uint8Array(bytes).fill(n + 1));
}

/** The command that issues it. */
function issueOf(n: number, role: string, more: Partial<ReturnType<typeof issue>> = {}): PrincipalCommand {
  const { tokenId, fingerprint } = tokenOf(n);
  return issue(n, role, { tokenId, fingerprint, ...more });
}

function revokeOf(n: number): PrincipalCommand {
  return { ...revokeToken(n), tokenId: tokenOf(n).tokenId };
}

function happened(events: readonly PrincipalEvent[]): readonly Happened[] {
  return events.map((event) => ({ stream: streams.principal(event.data.principalId), event, actor: ADMIN }));
}

function outcome(answer: Authentication): string {
  return 'refusal' in answer ? answer.refusal.name : `${answer.actor.id} ${grantText(answer.actor)}`;
}

async function modelsOf(...commands: readonly PrincipalCommand[]) {
  return modelsAfter(newFolder(), happened(after(...commands)));
}

describe('The bearer of a token', () => {
  it('acts as its principal, in its one role, for its one organisation', async () => {
    const models = await modelsOf(grant('labour'), grant('agency@behzisti'), issueOf(1, 'agency@behzisti'));
    expect(models.authenticate(tokenOf(1).text, TODAY)).toEqual({
      actor: {
        id: SARA,
        name: 'سارا احمدی',
        role: 'agency',
        organisation: 'behzisti',
        province: PROVINCE,
        tokenId: tokenOf(1).tokenId,
      },
      tokenId: tokenOf(1).tokenId,
      expiresOn: '2025-05-20',
    });
    await models.runner.close();
  });

  it('is nobody, for a reason that the log may know', async () => {
    const models = await modelsOf(
      grant('labour'),
      grant('inspector'),
      issueOf(1, 'labour', { expiresOn: TODAY }),
      issueOf(2, 'labour'),
      revokeOf(2),
      issueOf(3, 'inspector'),
      revoke('inspector'),
      grant('inspector'),
      issueOf(4, 'inspector'),
    );
    const on = (day: typeof TODAY, n: number) => outcome(models.authenticate(tokenOf(n).text, day));
    expect(on(TODAY, 1)).toBe('sara labour');
    expect(on(TOMORROW, 1)).toBe('token_expired');
    expect(on(TODAY, 2)).toBe('token_revoked');
    // The role is held again, and what was issued before is still worth nothing.
    expect(on(TODAY, 3)).toBe('role_revoked');
    expect(on(TODAY, 4)).toBe('sara inspector');
    expect(on(TODAY, 5)).toBe('token_unknown');
    expect(models.authenticate('', TODAY)).toEqual({ refusal: { name: 'token_unknown', figures: {} } });
    await models.runner.close();
  });

  it('must know the whole secret, also when the one who does was let in just before', async () => {
    const models = await modelsOf(grant('labour'), issueOf(1, 'labour'));
    const { text, tokenId } = tokenOf(1);
    expect(outcome(models.authenticate(text, TODAY))).toBe('sara labour');
    const [, , secret = ''] = text.split('_');
    for (const wrong of [`${secret.slice(0, -1)}8`, secret.toLowerCase(), 'A'.repeat(43)])
      expect(models.authenticate(`misaq_${tokenId}_${wrong}`, TODAY)).toEqual({
        refusal: { name: 'token_unknown', figures: { tokenId } },
      });
    await models.runner.close();
  });

  it('is let in by the tables alone, and out by them, with nothing remembered beyond a change', async () => {
    const log = testLog();
    const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store: log.store });
    const events = happened(after(grant('labour'), issueOf(1, 'labour'), revoke('labour')));
    const { text } = tokenOf(1);
    await log.write(events.slice(0, 3));
    await models.runner.catchUp();
    const first = models.authenticate(text, TODAY);
    expect(outcome(first)).toBe('sara labour');

    // Something else happens: the same value, so that whatever is kept beside an actor stays.
    await log.write(
      inStream(streams.workingCalendar(PROVINCE), {
        type: 'ClosureDeclared',
        data: { date: TODAY, reason: 'cold' },
      }),
    );
    await models.runner.catchUp();
    expect(models.authenticate(text, TODAY)).toBe(first);

    await log.write(events.slice(3));
    expect(outcome(models.authenticate(text, TODAY))).toBe('sara labour');
    await models.runner.catchUp();
    expect(outcome(models.authenticate(text, TODAY))).toBe('role_revoked');
    await models.runner.rebuild([ACCESS]);
    expect(outcome(models.authenticate(text, TODAY))).toBe('role_revoked');
    await models.runner.close();
  });

  it('is not remembered from a file that another one replaced', async () => {
    const models = await modelsOf(grant('labour'), issueOf(1, 'labour'));
    const first = models.authenticate(tokenOf(1).text, TODAY);
    await models.runner.rebuild([ACCESS]);
    const second = models.authenticate(tokenOf(1).text, TODAY);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    await models.runner.close();
  });
});

describe('The tokens of a principal', () => {
  const ROLES = ['labour', 'inspector', 'agency@behzisti'];
  const TOKENS = [0, 1, 2, 3, 4];
  const DAYS = [TODAY, TOMORROW, plainDate('2024-05-22')];

  type Step =
    | { readonly kind: 'grant' | 'revoke'; readonly role: string }
    | {
        readonly kind: 'issue';
        readonly n: number;
        readonly role: string;
        readonly expires: number | undefined;
      }
    | { readonly kind: 'revoke-token'; readonly n: number };

  const role = fc.constantFrom(...ROLES);
  const n = fc.constantFrom(...TOKENS);
  const anyStep: fc.Arbitrary<Step> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('grant' as const), role }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), role }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('issue' as const),
        n,
        role,
        expires: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke-token' as const), n }) },
  );

  function commandOf(step: Step, at: number): PrincipalCommand {
    switch (step.kind) {
      case 'grant':
        return grant(step.role);
      case 'revoke':
        return revoke(step.role, `reason ${String(at)}`);
      case 'issue':
        return issueOf(step.n, step.role, {
          expiresOn: step.expires === undefined ? undefined : DAYS[step.expires],
        });
      case 'revoke-token':
        return revokeOf(step.n);
    }
  }

  /** What the rule says, told apart from all code: by looking back over what was done, step by step. */
  function letIn(steps: readonly Step[], token: number, day: number): string | undefined {
    const holds = (upTo: number, wanted: string): boolean => {
      const last = steps
        .slice(0, upTo)
        .findLast((step) => 'role' in step && step.kind !== 'issue' && step.role === wanted);
      return last?.kind === 'grant';
    };
    // The first issue that could be made: its role was held then. Later ones under the same id are refused.
    const issuedAt = steps.findIndex(
      (step, at) => step.kind === 'issue' && step.n === token && holds(at, step.role),
    );
    const issued = steps[issuedAt];
    if (issued?.kind !== 'issue') return undefined;
    const since = steps.slice(issuedAt + 1);
    if (since.some((step) => step.kind === 'revoke-token' && step.n === token)) return undefined;
    if (since.some((step) => step.kind === 'revoke' && step.role === issued.role)) return undefined;
    if (issued.expires !== undefined && day > issued.expires) return undefined;
    return `${SARA} ${issued.role}`;
  }

  it('let in exactly those issued, not revoked, not expired, of a role held ever since, whatever the order', async () => {
    const register = smallRegister();
    let admitted = 0;
    let turnedAway = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 25, size: 'max' }), async (steps) => {
        const log = testLog();
        const folder = newFolder();
        const runner = await openProjections({ folder, store: log.store, projections: [accessProjection] });
        const authenticate = authenticator(runner.reader(ACCESS));
        let state = initialPrincipal();
        const send = async (command: PrincipalCommand): Promise<void> => {
          const decision = decide(state, command, {
            today: TODAY,
            register,
            administration: { actor: 'admin-1', admins: ['admin-1'] },
          });
          if (decision.kind !== 'accepted') return;
          state = decision.events.reduce(evolve, state);
          await log.write(happened(decision.events));
          await runner.catchUp();
        };
        await send(add);
        for (const [at, step] of steps.entries()) {
          await send(commandOf(step, at));
          for (const token of TOKENS)
            for (const [day, date] of DAYS.entries()) {
              const expected = letIn(steps.slice(0, at + 1), token, day);
              const answer = authenticate(tokenOf(token).text, date);
              if (expected === undefined) expect(answer).toHaveProperty('refusal');
              else expect(outcome(answer)).toBe(expected);
              if (expected === undefined) turnedAway += 1;
              else admitted += 1;
            }
        }
        await runner.close();

        // Read in one pass, the same tables come out.
        const again = newFolder();
        const rebuilt = await openProjections({
          folder: again,
          store: log.store,
          projections: [accessProjection],
        });
        await rebuilt.catchUp();
        await rebuilt.close();
        const file = `${ACCESS}.sqlite`;
        expect(compareFiles(join(folder, file), join(again, file), accessProjection.tables)).toMatchObject({
          differing: 0,
        });
      }),
      { numRuns: 40 },
    );
    // Steps that never let anybody in would prove nothing.
    expect(admitted).toBeGreaterThan(500);
    expect(turnedAway).toBeGreaterThan(500);
  });
});

describe('Principals and tokens', () => {
  const ZAHRA: PrincipalEvent = { type: 'PrincipalAdded', data: { principalId: 'zahra', name: 'زهرا' } };

  it('are shown with who granted what and when, and never with a fingerprint', async () => {
    const models = await modelsOf(
      grant('agency@behzisti'),
      issueOf(1, 'agency@behzisti', { label: 'laptop', expiresOn: TOMORROW }),
      revoke('agency@behzisti'),
      grant('agency@behzisti'),
    );
    const by = { at: '2024-05-20T08:30:00.000Z', by: ADMIN.id };
    const acting = { ...roleOf('agency@behzisti'), province: PROVINCE };
    expect(models.access.principal(SARA)).toEqual({
      position: 5n,
      principalId: SARA,
      name: 'سارا احمدی',
      added: by,
      grants: [
        { ...acting, granted: by, revoked: { ...by, reason: 'moved on' } },
        { ...acting, granted: by },
      ],
      tokens: [
        {
          principalId: SARA,
          tokenId: tokenOf(1).tokenId,
          ...acting,
          label: 'laptop',
          expiresOn: TOMORROW,
          issued: by,
          revoked: { ...by, reason: 'moved on', withRole: true },
        },
      ],
    });
    expect(models.access.principal('nobody')).toBeUndefined();
    expect(models.access.token(tokenOf(1).tokenId)).toMatchObject({ principalId: SARA, label: 'laptop' });
    expect(models.access.token('nothing')).toBeUndefined();
    expect(JSON.stringify(models.access.tokens().tokens)).not.toContain(tokenOf(1).fingerprint);
    await models.runner.close();
  });

  it('are listed page by page', async () => {
    const models = await modelsAfter(
      newFolder(),
      happened([...after(grant('labour'), ...[1, 2, 3].map((n) => issueOf(n, 'labour'))), ZAHRA]),
    );
    const { access } = models;
    expect(access.principals({ limit: 1 })).toMatchObject({ total: 2, principals: [{ principalId: SARA }] });
    expect(access.principals({ after: SARA }).principals).toMatchObject([{ principalId: 'zahra' }]);
    const ids = access.tokens().tokens.map(({ tokenId }) => tokenId);
    expect(ids).toEqual([1, 2, 3].map((n) => tokenOf(n).tokenId).sort());
    const page = access.tokens({ after: ids[0]!, limit: 1 });
    expect(page).toMatchObject({ total: 3, tokens: [{ tokenId: ids[1] }] });
    await models.runner.close();
  });

  it('are found by the roles that they hold or held', async () => {
    const models = await modelsAfter(
      newFolder(),
      happened([
        ...after(grant('labour'), revoke('labour')),
        ZAHRA,
        { type: 'RoleGranted', data: { principalId: 'zahra', role: 'inspector' } },
        { type: 'RoleGranted', data: { principalId: 'zahra', role: 'admin' } },
      ]),
    );
    const { access } = models;
    expect(access.holders(['inspector', 'labour'])).toEqual([
      {
        principalId: SARA,
        name: expect.any(String) as string,
        role: 'labour',
        revokedAt: expect.any(String) as string,
      },
      { principalId: 'zahra', name: ZAHRA.data.name, role: 'inspector' },
    ]);
    expect(access.holders(['governor'])).toEqual([]);
    await models.runner.close();
  });

  it('have a history: what was recorded about them, and the actor of each event', async () => {
    const models = await modelsOf(grant('labour'), issueOf(1, 'labour'), revokeOf(1));
    const about = await models.history.history({ by: 'stream', id: streams.principal(SARA) });
    expect(about.events.map(({ type, reason }) => [type, reason])).toEqual([
      ['PrincipalAdded', undefined],
      ['RoleGranted', undefined],
      ['TokenIssued', undefined],
      ['TokenRevoked', 'lost'],
    ]);
    expect((await models.history.history({ by: 'actor', id: ADMIN.id })).total).toBe(4);
    expect((await models.history.history({ by: 'actor', id: SARA })).total).toBe(0);
    await models.runner.close();
  });

  it('are of one principal each, also where two tokens should bear one id', async () => {
    const { tokenId, text } = tokenOf(1);
    const models = await modelsAfter(
      newFolder(),
      happened([
        ...after(grant('labour'), issueOf(1, 'labour')),
        ZAHRA,
        { type: 'RoleGranted', data: { principalId: 'zahra', role: 'admin' } },
        {
          type: 'TokenIssued',
          data: { principalId: 'zahra', tokenId, role: 'admin', fingerprint: tokenOf(2).fingerprint },
        },
      ]),
    );
    expect(outcome(models.authenticate(text, TODAY))).toBe('sara labour');
    const [, , secret = ''] = tokenOf(2).text.split('_');
    expect(outcome(models.authenticate(`misaq_${tokenId}_${secret}`, TODAY))).toBe('zahra admin');
    await models.runner.close();
  });
});
