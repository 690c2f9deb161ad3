import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

const SOURCES = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file))
  .map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') }));

/** Calls of functions of Node that name an algorithm. */
const ALGORITHMS =
  /\b(create(?:Hash|Hmac|Cipheriv|Decipheriv|Sign|Verify)|hash|hkdf|pbkdf2)(?:Sync)?\(\s*'([^']+)'/g;
/** What uses a key, or makes what nobody may foresee. */
const SECRETS =
  /\b(?:createHmac|create(?:C|Dec)ipheriv|createSign|generateKey\w*|hkdf\w*|pbkdf2\w*|scrypt\w*|randomBytes)\(/;

describe('The cryptography of Misaq', () => {
  it('comes from Node, and its hashes are SHA-256 alone', () => {
    const used = SOURCES.flatMap(({ file, source }) =>
      [...source.matchAll(ALGORITHMS)]
        .filter(([, call]) => /^(?:createHash|createHmac|hash|hkdf|pbkdf2)$/.test(call!))
        .map(([, , algorithm]) => ({ file, algorithm })),
    );
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter(({ algorithm }) => algorithm !== 'sha256')).toEqual([]);
    const others = SOURCES.filter(({ source }) =>
      /from '(?:@noble\/|crypto-js|tweetnacl|sodium|bcrypt|argon2|jose|jsonwebtoken)/.test(source),
    );
    expect(others.map(({ file }) => file)).toEqual([]);
  });

  it('stands in docs/THREATS.md, which names every file that uses a key or random bytes', () => {
    const page = readFileSync(join(ROOT, 'docs/THREATS.md'), 'utf8');
    const table = page.slice(page.indexOf('\n## Cryptography in use\n'));
    const using = SOURCES.filter(({ source }) => SECRETS.test(source));
    expect(using.length).toBeGreaterThan(5);
    const line = (file: string): string =>
      table.split('\n').find((each) => each.includes(`\`${file}\``)) ?? '';
    expect(using.filter(({ file }) => line(file) === '').map(({ file }) => file)).toEqual([]);
    const unnamed = using.flatMap(({ file, source }) =>
      [...source.matchAll(ALGORITHMS)]
        .map(([, , algorithm]) => algorithm!.toUpperCase().replace('SHA256', 'SHA-256'))
        .filter((algorithm) => !line(file).includes(algorithm))
        .map((algorithm) => `${file}: ${algorithm}`),
    );
    expect(unnamed).toEqual([]);
  });
});
