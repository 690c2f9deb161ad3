import { misaq, misaqJson, temporaryFolders, textWith, writeCsv, LABOUR } from './misaq.fixture.js';

// Each command runs as a separate process.
jest.setTimeout(60_000);

interface Access {
  readonly code: string;
  readonly token: string;
  readonly tokenId: string;
  readonly tokens: readonly { readonly tokenId: string; readonly status: string }[];
}

/**
 * One data directory, from no principal to a revoked token. Each test continues from the state that the one before
 * left.
 */
describe('principals, roles and tokens on the command line', () => {
  const folders = temporaryFolders();
  let data = '';
  let token: Access;
  beforeAll(() => {
    data = folders.make();
  });
  afterAll(() => {
    folders.removeAll();
  });
  const ask = (...words: string[]) => {
    const { status, json, stdout } = misaqJson(data, words);
    return { status, json, stdout, access: json as unknown as Access };
  };

  it('adds the first principal of an empty directory, by the operator of the machine', () => {
    expect(ask('principal', 'add', 'reza', '--name', 'رضا احمدی')).toMatchObject({
      status: 0,
      json: { recorded: true, events: [{ type: 'PrincipalAdded', data: { principalId: 'reza' } }] },
    });
  });

  it('refuses anybody but administrators', () => {
    expect(ask('principal', 'add', 'sara', '--name', 'Sara', ...LABOUR)).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted', act: 'manage-principals' },
    });
    expect(ask('tokens', ...LABOUR)).toMatchObject({ status: 1, json: { refusal: 'not_permitted' } });
  });

  it('grants the role of a registered agency, and refuses to issue a token before', () => {
    expect(ask('token', 'issue', 'reza')).toMatchObject({ status: 1, json: { refusal: 'no_role_granted' } });
    const file = writeCsv(folders.make(), 'organisations.csv', [
      'province,id,kind,name,ownership,active_from',
      'p,behzisti,agency,بهزیستی,state,1400-01-01',
    ]);
    expect(misaq(data, ['import', 'organisations', file, ...LABOUR]).status).toBe(0);
    expect(ask('role', 'grant', 'reza', 'agency@behzisty')).toMatchObject({
      status: 1,
      json: { refusal: 'unknown_organisation', nearest: 'behzisti' },
    });
    expect(ask('role', 'grant', 'reza', 'agency@behzisti')).toMatchObject({
      status: 0,
      json: { events: [{ type: 'RoleGranted', data: { organisation: 'behzisti', province: 'p' } }] },
    });
    expect(ask('role', 'grant', 'reza', 'system')).toMatchObject({
      status: 1,
      json: { refusal: 'reserved_for_misaq' },
    });
    expect(ask('role', 'grant', 'reza', 'king')).toMatchObject({
      status: 2,
      json: { error: { code: 'not_a_role' } },
    });
  });

  it('prints a code once, redeems it once for a token, and then lists the token without its secret', () => {
    const issued = ask('token', 'issue', 'reza', '--expires', '1499-12-29', '--label', 'laptop');
    expect(issued).toMatchObject({
      status: 0,
      json: {
        code: textWith(/^misaqcode_[a-z0-9]{12}_[a-z0-9]{26}$/),
        role: 'agency',
        organisation: 'behzisti',
        expiresOn: '1499-12-29',
      },
    });
    expect(issued.stdout).not.toMatch(/misaq_/);
    expect(ask('principal', 'show', 'reza').access.tokens).toMatchObject([{ status: 'offered' }]);
    const redeemed = ask('redeem', issued.access.code);
    token = redeemed.access;
    expect(redeemed).toMatchObject({
      status: 0,
      json: {
        token: textWith(/^misaq_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/),
        principalId: 'reza',
        tokens: [{ tokenId: issued.access.tokenId, status: 'working' }],
      },
    });
    expect(ask('redeem', issued.access.code)).toMatchObject({ status: 1, json: { refusal: 'code_used' } });
    expect(ask('redeem', 'nothing')).toMatchObject({ status: 1, json: { refusal: 'code_unknown' } });
    const secret = token.token.slice(-43);
    const shown = ask('principal', 'show', 'reza');
    expect(shown.access.tokens).toMatchObject([{ tokenId: token.tokenId, status: 'working' }]);
    const text = misaq(data, ['tokens']).stdout;
    expect(text).toContain(token.tokenId);
    for (const said of [shown.stdout, text, ask('history', '--stream', 'principal-reza').stdout])
      expect(said).not.toContain(secret);
  });

  it('revokes a token by its id, and names who revoked it', () => {
    expect(ask('token', 'revoke', token.tokenId, '--reason', 'lost')).toMatchObject({
      status: 0,
      json: { events: [{ type: 'TokenRevoked', data: { principalId: 'reza', reason: 'lost' } }] },
    });
    expect(ask('token', 'revoke', 'abcdefgh2345', '--reason', 'lost')).toMatchObject({
      status: 1,
      json: { refusal: 'token_unknown' },
    });
    expect(ask('tokens').access.tokens).toMatchObject([{ tokenId: token.tokenId, status: 'revoked' }]);
    expect(ask('history', '--stream', 'principal-reza').json.total).toBe(5);
  });

  it('ends the tokens of a role with the role', () => {
    const words = ['token', 'issue', 'reza'];
    const issued = misaq(data, words);
    expect(issued.stdout).toMatch(/^misaqcode_\S+\n$/);
    expect(issued.stderr).toContain('The code for a token of reza, shown this once');
    const { stdout } = misaq(data, ['role', 'revoke', 'reza', 'agency@behzisti', '--reason', 'moved']);
    expect(stdout).toContain('tokens that ended with it: 1');
    expect(ask('principals').json).toMatchObject({ total: 1, principals: [{ principalId: 'reza' }] });
    expect(new Set(ask('tokens').access.tokens.map(({ status }) => status))).toEqual(new Set(['revoked']));
  });
});
