import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { newToken, systemRandom } from '@misaq/platform/node/tokens.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import type { PrincipalCommand } from '@misaq/access/domain/principal-commands.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { OPERATOR } from '@misaq/platform/assembly/principal-with-token.js';
import { openService } from '@misaq/platform/assembly/service.js';
import { whatToDo } from './start-banner.js';

const newFolder = temporaryFolders();
const clock = { now: () => Date.UTC(2024, 4, 20) };

const { tokenId, fingerprint } = newToken(systemRandom);
const FIRST_ADMIN: readonly PrincipalCommand[] = [
  { type: 'AddPrincipal', principalId: 'admin-1', name: 'admin-1' },
  { type: 'GrantRole', principalId: 'admin-1', role: 'admin' },
  { type: 'IssueToken', principalId: 'admin-1', role: 'admin', tokenId, fingerprint, label: 'first admin' },
];

/** What a server says that is started with `--admin admin-1`, after one before it had come so far with that. */
async function saidAfter(appends: number, isTerminal = true, folder = newFolder()): Promise<string> {
  const service = await openService(ALL_SUBJECTS, folder, clock, {
    MISAQ_PERSON_KEY: 'a key for pseudonyms in tests',
  });
  try {
    for (const command of FIRST_ADMIN.slice(0, appends)) {
      const envelope = { commandId: newCommandId(clock.now()), actor: OPERATOR };
      expect(await service.router.send({ command }, envelope, 'http')).toMatchObject({
        kind: 'done',
      });
    }
    await service.models.runner.waitFor((await service.store.health()).position, 10_000);
    return await whatToDo(
      { url: 'http://127.0.0.1', service, pages: 'http://127.0.0.1' },
      { admin: 'admin-1', isTerminal },
    );
  } finally {
    await service.close();
  }
}

describe('A server that is to add the first admin', () => {
  it.each([0, 1, 2])(
    'gives a token after one that was killed after %i of its three appends',
    async (appends) => {
      expect(await saidAfter(appends)).toMatch(/MISAQ_TOKEN=misaq_\S+/);
    },
  );

  it('says on a line of its own which address a browser opens', async () => {
    expect((await saidAfter(0)).split('\n')).toContain('open http://127.0.0.1/');
  });

  it('says no token where no terminal is, and leaves it in a file for its owner alone', async () => {
    const folder = newFolder();
    const [file, elsewhere] = [join(folder, 'first-admin.token'), join(newFolder(), 'elsewhere')];
    writeFileSync(elsewhere, '');
    symlinkSync(elsewhere, file);
    const said = await saidAfter(0, false, folder);
    expect(said).not.toMatch(/misaq_[a-z0-9]/);
    expect(said).toContain(`MISAQ_TOKEN="$(cat '${file}')"`);
    expect(readFileSync(file, 'utf8')).toMatch(/^misaq_[a-z0-9]{12}_[A-Za-z0-9_-]{43}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(elsewhere, 'utf8')).toBe('');
  });

  it('adds nobody when a token was issued', async () => {
    expect(await saidAfter(3)).toContain('Somebody can sign in already');
  });
});
