import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shownConfig } from '@misaq/platform/node/config.js';

const root = join(import.meta.dirname, '..', '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly command?: readonly string[];
  readonly deploy?: { readonly resources?: { readonly limits?: object } };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

const compose = parse(text('infra/compose.yaml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);

describe('The compose file', () => {
  it('limits the resources of each service', () => {
    const unlimited = services.filter(([, { deploy }]) => deploy?.resources?.limits === undefined);
    expect(unlimited.map(([name]) => name)).toEqual([]);
  });

  it('sets only variables that the program knows', () => {
    const known = new Set<string>(shownConfig({}).map(({ name }) => name));
    const set = services.flatMap(([, { environment = {} }]) =>
      Object.keys(environment).filter((name) => name.startsWith('MISAQ_')),
    );
    expect(set.length).toBeGreaterThan(0);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has one EventStoreDB node or three, and a Redis that evicts nothing', () => {
    const of = (profile: string) => services.filter(([, { profiles }]) => profiles?.includes(profile));
    expect([of('single').length, of('cluster').length]).toEqual([1, 3]);
    expect(compose.services.redis?.command?.join(' ')).toMatch(/--appendonly yes .*noeviction/);
  });

  it('runs programs that the build makes', () => {
    for (const program of ['apps/api/src/main.ts', 'apps/worker/src/main.ts'])
      expect(text(program)).not.toBe('');
    expect(compose.services.worker?.command).toContain('dist/apps/worker/src/main.js');
    expect(text('infra/Dockerfile')).toContain('dist/apps/api/src/main.js');
    expect(text('infra/Dockerfile')).toContain('USER node');
  });
});

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

describe('Each alert', () => {
  const rules = (parse(text('infra/prometheus/alerts.yaml')) as Alerts).groups.flatMap(
    (group) => group.rules,
  );

  it.each(rules.map(({ alert, expr }) => [alert, expr] as const))(
    '%s uses only existing metrics',
    (_, expr) => {
      const code = ['libs/platform/http/metrics.ts', 'libs/platform/http/request/request-metrics.ts']
        .map(text)
        .join('\n');
      for (const [metric] of expr.matchAll(/misaq_[a-z_]+/g)) expect(code).toContain(`'${metric}'`);
    },
  );

  it.each([
    'misaq_verify_sound',
    'misaq_verify_last_run_timestamp_seconds',
    'misaq_projection_files_refused',
    'misaq_log_writable',
  ])('there is: one that looks at %s', (metric) => {
    expect(rules.filter(({ expr }) => expr.includes(metric))).not.toEqual([]);
  });

  it.each(rules.map(({ alert }) => [alert]))('%s is explained to the operator', (alert) => {
    expect(text('docs/OPERATIONS.md')).toContain(`### ${alert}`);
  });
});
