import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, shownConfig } from './config.js';
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

  it('holds 128 random bits, wherever it comes from', () => {
    const short = 'x'.repeat(21);
    expect(() => openWebhookKey(folder, { MISAQ_WEBHOOK_KEY: short })).toThrow(WebhookKeyError);
    writeFileSync(join(folder, 'webhook.key'), `${short}\n`);
    expect(() => openWebhookKey(folder, {})).toThrow(/webhook\.key must hold at least 22 random characters/);
    writeFileSync(join(folder, 'webhook.key'), `${short}y\n`);
    expect(openWebhookKey(folder, {}).secretOf('w')).toBe(
      openWebhookKey('/nowhere', { MISAQ_WEBHOOK_KEY: `${short}y` }).secretOf('w'),
    );
  });

  it('that is too short is named among the settings, before a server opens anything', () => {
    const given = { MISAQ_WEBHOOK_KEY: 'hush '.repeat(4) };
    expect(() => readConfig(given)).toThrow(ConfigError);
    expect(() => readConfig(given)).toThrow(/^MISAQ_WEBHOOK_KEY: at least 22 random characters/);
    expect(JSON.stringify(shownConfig(given))).not.toContain('hush');
    expect(readConfig({ MISAQ_WEBHOOK_KEY: 'x'.repeat(22) }).MISAQ_WEBHOOK_KEY).toBe('x'.repeat(22));
  });
});
