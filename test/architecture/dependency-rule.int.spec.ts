import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/*
 * The dependency rule, and a planted violation of each of its lines: a rule that cannot fail holds nothing.
 */

const root = process.cwd();
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function violations(folder: string): readonly Violation[] {
  const report = execFileSync(
    process.execPath,
    [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  return (JSON.parse(report) as { summary: { violations: readonly Violation[] } }).summary.violations;
}

/** Lays out a small tree with the given files beside the project's own configuration. */
function planted(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-rule-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json', 'package.json'])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries({
    'apps/cli/src/main.ts': 'export {};\n',
    'libs/platform/calendar/day.ts': 'export const day = 1;\n',
    ...files,
  })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const value = 'export const value = 1;\n';
const uses = (path: string): string => `import { value } from '${path}';\nexport const used = value;\n`;

const plants: readonly { rule: string; files: Readonly<Record<string, string>> }[] = [
  {
    rule: 'calendar-knows-nothing-of-ours',
    files: {
      'libs/platform/calendar/a.ts': uses('@misaq/platform/kernel/b.js'),
      'libs/platform/kernel/b.ts': value,
    },
  },
  {
    rule: 'kernel-knows-only-the-calendar',
    files: {
      'libs/platform/kernel/a.ts': uses('@misaq/credit/domain/b.js'),
      'libs/credit/domain/b.ts': value,
    },
  },
  {
    rule: 'kernel-knows-only-the-calendar',
    files: {
      'libs/platform/kernel/a.ts': uses('@misaq/platform/commands/b.js'),
      'libs/platform/commands/b.ts': value,
    },
  },
  {
    rule: 'domain-knows-only-pure-code',
    files: { 'libs/credit/domain/a.ts': uses('../boards/b.js'), 'libs/credit/boards/b.ts': value },
  },
  {
    rule: 'domain-knows-only-pure-code',
    files: {
      'libs/credit/domain/a.ts': uses('@misaq/platform/commands/b.js'),
      'libs/platform/commands/b.ts': value,
    },
  },
  {
    rule: 'pure-code-uses-no-framework',
    files: {
      'libs/credit/domain/a.ts':
        "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n",
    },
  },
  {
    rule: 'pure-code-uses-no-framework',
    files: {
      'libs/platform/kernel/a.ts':
        "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    },
  },
  {
    rule: 'subjects-know-only-domains-of-others',
    files: {
      'libs/credit/due/a.ts': uses('@misaq/employment/due/b.js'),
      'libs/employment/due/b.ts': value,
    },
  },
  {
    rule: 'the-platform-names-no-subject',
    files: {
      'libs/platform/projections/a.ts': uses('@misaq/credit/domain/b.js'),
      'libs/credit/domain/b.ts': value,
    },
  },
  {
    rule: 'only-applications-know-the-assembly',
    files: {
      'libs/platform/tasks/a.ts': uses('@misaq/platform/assembly/b.js'),
      'libs/platform/assembly/b.ts': value,
    },
  },
  {
    rule: 'only-applications-know-the-assembly',
    files: {
      'libs/credit/due/a.ts': uses('@misaq/platform/assembly/b.js'),
      'libs/platform/assembly/b.ts': value,
    },
  },
  {
    rule: 'ports-know-nothing-of-ours',
    files: {
      'libs/platform/event-store/port.ts': uses('@misaq/platform/kernel/b.js'),
      'libs/platform/kernel/b.ts': value,
    },
  },
  {
    rule: 'adapters-only-in-the-assembly',
    files: {
      'libs/platform/commands/a.ts': uses('@misaq/platform/event-store/sqlite/b.js'),
      'libs/platform/event-store/sqlite/b.ts': value,
    },
  },
  {
    rule: 'adapters-only-in-the-assembly',
    files: {
      'apps/cli/src/a.ts': uses('@misaq/platform/spreadsheets/exceljs/b.js'),
      'libs/platform/spreadsheets/exceljs/b.ts': value,
    },
  },
  {
    rule: 'spreadsheet-packages-only-in-their-adapters',
    files: {
      'apps/cli/src/a.ts': "import exceljs from 'exceljs';\nexport const used = exceljs;\n",
    },
  },
  {
    rule: 'sqlite-by-one-door',
    files: {
      'libs/platform/projections/a.ts':
        "import Database from 'better-sqlite3';\nexport const used = Database;\n",
    },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/platform/spreadsheets/exceljs/a.ts': uses('../saxes/b.js'),
      'libs/platform/spreadsheets/saxes/b.ts': value,
    },
  },
  {
    rule: 'schedulers-only-in-the-assembly',
    files: {
      'apps/worker/src/a.ts': uses('@misaq/platform/scheduling/bullmq/b.js'),
      'libs/platform/scheduling/bullmq/b.ts': value,
    },
  },
  {
    rule: 'schedulers-do-not-know-each-other',
    files: {
      'libs/platform/scheduling/daily.ts': uses('./bullmq/b.js'),
      'libs/platform/scheduling/bullmq/b.ts': value,
    },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/platform/event-store/sqlite/a.ts': uses('../in-memory/b.js'),
      'libs/platform/event-store/in-memory/b.ts': value,
    },
  },
  {
    rule: 'commands-read-no-tables',
    files: {
      'libs/platform/commands/a.ts': uses('@misaq/platform/projections/b.js'),
      'libs/platform/projections/b.ts': value,
    },
  },
  {
    rule: 'commands-read-no-tables',
    files: { 'libs/credit/due/a.ts': uses('../boards/pools/b.js'), 'libs/credit/boards/pools/b.ts': value },
  },
  {
    rule: 'questions-know-no-framework',
    files: {
      'libs/credit/boards/pools/question.ts':
        "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    },
  },
  {
    rule: 'questions-change-nothing',
    files: {
      'libs/credit/boards/pools/question.ts': uses('@misaq/platform/commands/b.js'),
      'libs/platform/commands/b.ts': value,
    },
  },
  {
    rule: 'only-edges-ask-questions',
    files: {
      'libs/credit/boards/pools/wire.ts': uses('./question.js'),
      'libs/credit/boards/pools/question.ts': value,
    },
  },
  {
    rule: 'no-library-imports-an-application',
    files: {
      'libs/platform/assembly/a.ts': uses('../../../apps/cli/src/b.js'),
      'apps/cli/src/b.ts': value,
    },
  },
  {
    rule: 'applications-do-not-know-each-other',
    files: { 'apps/worker/src/a.ts': uses('../../api/src/b.js'), 'apps/api/src/b.ts': value },
  },
  {
    rule: 'applications-do-not-know-each-other',
    files: { 'apps/cli/src/a.ts': uses('../../worker/src/b.js'), 'apps/worker/src/b.ts': value },
  },
  {
    rule: 'screens-know-only-what-a-browser-runs',
    files: {
      'apps/web/src/a.ts': uses('@misaq/platform/node/b.js'),
      'libs/platform/node/b.ts': value,
    },
  },
  {
    rule: 'tests-are-not-imported-by-what-ships',
    files: { 'libs/credit/domain/a.ts': uses('./b.fixture.js'), 'libs/credit/domain/b.fixture.ts': value },
  },
  {
    rule: 'no-circles',
    files: {
      'libs/credit/domain/a.ts': "import { b } from './b.js';\nexport const a = (): unknown => b;\n",
      'libs/credit/domain/b.ts': "import { a } from './a.js';\nexport const b = (): unknown => a;\n",
    },
  },
  {
    rule: 'no-circles',
    files: {
      'apps/cli/src/a.ts': "import type { B } from './b.js';\nexport type A = B | 1;\n",
      'apps/cli/src/b.ts': "import type { A } from './a.js';\nexport interface B {\n  readonly a: A;\n}\n",
    },
  },
  { rule: 'nothing-unresolved', files: { 'libs/credit/domain/a.ts': uses('./missing.js') } },
];

describe('The dependency rule', () => {
  it('holds in this repository', () => {
    expect(violations(root)).toEqual([]);
  });

  it('passes a tree that keeps it', () => {
    const folder = planted({
      'libs/credit/domain/a.ts': uses('@misaq/platform/calendar/c.js'),
      'libs/platform/calendar/c.ts': value,
    });
    try {
      expect(violations(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(plants.map(({ rule, files }) => ({ rule, where: Object.keys(files)[0] ?? '', files })))(
    'catches a planted violation of $rule in $where',
    ({ rule, files }) => {
      const folder = planted(files);
      try {
        expect(violations(folder).map((violation) => violation.rule.name)).toContain(rule);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
