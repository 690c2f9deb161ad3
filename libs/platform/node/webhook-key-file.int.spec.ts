import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWebhookKey, WebhookKeyError } from './webhook-key-file.js';

describe('the key of webhooks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-webhook-key-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is written once into the data directory, for its owner alone', () => {
    const secret = openWebhookKey(folder, {}).secretOf('w-1');
    const file = join(folder, 'webhook.key');
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openWebhookKey(folder, {}).secretOf('w-1')).toBe(secret);
    expect(openWebhookKey(folder, {}).secretOf('w-2')).not.toBe(secret);
  });

  it('is the one that the environment gives, before any file', () => {
    const given = { MISAQ_WEBHOOK_KEY: 'a key that all nodes share' };
    expect(openWebhookKey(folder, given).secretOf('w')).toBe(openWebhookKey('/nowhere', given).secretOf('w'));
    expect(openWebhookKey(folder, {}).secretOf('w')).not.toBe(openWebhookKey(folder, given).secretOf('w'));
  });

  it('is refused when it is too short', () => {
    expect(() => openWebhookKey(folder, { MISAQ_WEBHOOK_KEY: 'short' })).toThrow(WebhookKeyError);
    writeFileSync(join(folder, 'webhook.key'), 'short\n');
    expect(() => openWebhookKey(folder, {})).toThrow(WebhookKeyError);
  });
});
