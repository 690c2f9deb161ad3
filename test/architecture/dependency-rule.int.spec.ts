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
    'libs/calendar/day.ts': 'export const day = 1;\n',
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
    files: { 'libs/calendar/a.ts': uses('../domain/b.js'), 'libs/domain/b.ts': value },
  },
  {
    rule: 'domain-knows-only-the-calendar',
    files: { 'libs/domain/a.ts': uses('@misaq/application/b.js'), 'libs/application/b.ts': value },
  },
  {
    rule: 'pure-code-uses-no-platform',
    files: {
      'libs/domain/a.ts': "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n",
    },
  },
  {
    rule: 'pure-code-uses-no-platform',
    files: {
      'libs/domain/a.ts': "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    },
  },
  {
    rule: 'ports-know-nothing-of-ours',
    files: { 'libs/event-store/port.ts': uses('../domain/b.js'), 'libs/domain/b.ts': value },
  },
  {
    rule: 'adapters-only-in-composition-roots',
    files: {
      'libs/application/a.ts': uses('@misaq/event-store/sqlite/b.js'),
      'libs/event-store/sqlite/b.ts': value,
    },
  },
  {
    rule: 'adapters-only-in-composition-roots',
    files: {
      'libs/application/a.ts': uses('@misaq/spreadsheets/exceljs/b.js'),
      'libs/spreadsheets/exceljs/b.ts': value,
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
      'libs/projections/a.ts': "import Database from 'better-sqlite3';\nexport const used = Database;\n",
    },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/spreadsheets/exceljs/a.ts': uses('../saxes/b.js'),
      'libs/spreadsheets/saxes/b.ts': value,
    },
  },
  {
    rule: 'schedulers-only-in-composition-roots',
    files: {
      'libs/webhooks/a.ts': uses('@misaq/scheduling/bullmq/b.js'),
      'libs/scheduling/bullmq/b.ts': value,
    },
  },
  {
    rule: 'schedulers-do-not-know-each-other',
    files: { 'libs/scheduling/daily.ts': uses('./bullmq/b.js'), 'libs/scheduling/bullmq/b.ts': value },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/event-store/sqlite/a.ts': uses('../in-memory/b.js'),
      'libs/event-store/in-memory/b.ts': value,
    },
  },
  {
    rule: 'application-does-not-read-read-models',
    files: { 'libs/application/a.ts': uses('@misaq/read-models/b.js'), 'libs/read-models/b.ts': value },
  },
  {
    rule: 'questions-know-no-framework',
    files: {
      'libs/questions/a.ts':
        "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    },
  },
  {
    rule: 'questions-change-nothing',
    files: { 'libs/questions/a.ts': uses('@misaq/application/b.js'), 'libs/application/b.ts': value },
  },
  {
    rule: 'only-edges-ask-questions',
    files: { 'libs/wire/a.ts': uses('@misaq/questions/b.js'), 'libs/questions/b.ts': value },
  },
  {
    rule: 'no-library-imports-an-application',
    files: { 'libs/read-models/a.ts': uses('../../apps/cli/src/b.js'), 'apps/cli/src/b.ts': value },
  },
  {
    rule: 'tests-are-not-imported-by-what-ships',
    files: { 'libs/domain/a.ts': uses('./b.fixture.js'), 'libs/domain/b.fixture.ts': value },
  },
  {
    rule: 'no-circles',
    files: {
      'libs/domain/a.ts': "import { b } from './b.js';\nexport const a = (): unknown => b;\n",
      'libs/domain/b.ts': "import { a } from './a.js';\nexport const b = (): unknown => a;\n",
    },
  },
  { rule: 'nothing-unresolved', files: { 'libs/domain/a.ts': uses('./missing.js') } },
];

describe('The dependency rule', () => {
  it('holds in this repository', () => {
    expect(violations(root)).toEqual([]);
  });

  it('passes a tree that keeps it', () => {
    const folder = planted({ 'libs/domain/a.ts': uses('@misaq/calendar/c.js'), 'libs/calendar/c.ts': value });
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
