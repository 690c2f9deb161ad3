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
      'libs/platform/calendar/a1.ts': uses('@misaq/platform/kernel/b1.js'),
      'libs/platform/kernel/b1.ts': value,
    },
  },
  {
    rule: 'kernel-knows-only-the-calendar',
    files: {
      'libs/platform/kernel/a2.ts': uses('@misaq/credit/domain/b2.js'),
      'libs/credit/domain/b2.ts': value,
    },
  },
  {
    rule: 'kernel-knows-only-the-calendar',
    files: {
      'libs/platform/kernel/a3.ts': uses('@misaq/platform/commands/b3.js'),
      'libs/platform/commands/b3.ts': value,
    },
  },
  {
    rule: 'domain-knows-only-pure-code',
    files: { 'libs/credit/domain/a4.ts': uses('../boards/b4.js'), 'libs/credit/boards/b4.ts': value },
  },
  {
    rule: 'domain-knows-only-pure-code',
    files: {
      'libs/credit/domain/a5.ts': uses('@misaq/platform/commands/b5.js'),
      'libs/platform/commands/b5.ts': value,
    },
  },
  {
    rule: 'pure-code-uses-no-framework',
    files: {
      'libs/credit/domain/a6.ts':
        "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n",
    },
  },
  {
    rule: 'pure-code-uses-no-framework',
    files: {
      'libs/platform/kernel/a7.ts':
        "import { Injectable } from '@nestjs/common';\nexport const used = Injectable;\n",
    },
  },
  {
    rule: 'subjects-know-only-domains-of-others',
    files: {
      'libs/credit/due/a8.ts': uses('@misaq/employment/due/b8.js'),
      'libs/employment/due/b8.ts': value,
    },
  },
  {
    rule: 'the-platform-names-no-subject',
    files: {
      'libs/platform/projections/a9.ts': uses('@misaq/credit/domain/b9.js'),
      'libs/credit/domain/b9.ts': value,
    },
  },
  {
    rule: 'only-applications-know-the-assembly',
    files: {
      'libs/platform/tasks/a10.ts': uses('@misaq/platform/assembly/b10.js'),
      'libs/platform/assembly/b10.ts': value,
    },
  },
  {
    rule: 'only-applications-know-the-assembly',
    files: {
      'libs/credit/due/a11.ts': uses('@misaq/platform/assembly/b11.js'),
      'libs/platform/assembly/b11.ts': value,
    },
  },
  {
    rule: 'ports-know-nothing-of-ours',
    files: {
      'libs/platform/event-store/port.ts': uses('@misaq/platform/kernel/b12.js'),
      'libs/platform/kernel/b12.ts': value,
    },
  },
  {
    rule: 'adapters-only-in-the-assembly',
    files: {
      'libs/platform/commands/a13.ts': uses('@misaq/platform/event-store/sqlite/b13.js'),
      'libs/platform/event-store/sqlite/b13.ts': value,
    },
  },
  {
    rule: 'adapters-only-in-the-assembly',
    files: {
      'apps/cli/src/a14.ts': uses('@misaq/platform/spreadsheets/exceljs/b14.js'),
      'libs/platform/spreadsheets/exceljs/b14.ts': value,
    },
  },
  {
    rule: 'spreadsheet-packages-only-in-their-adapters',
    files: {
      'apps/cli/src/a15.ts': "import exceljs from 'exceljs';\nexport const used = exceljs;\n",
    },
  },
  {
    rule: 'sqlite-by-one-door',
    files: {
      'libs/platform/projections/a16.ts':
        "import Database from 'better-sqlite3';\nexport const used = Database;\n",
    },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/platform/spreadsheets/exceljs/a17.ts': uses('../saxes/b17.js'),
      'libs/platform/spreadsheets/saxes/b17.ts': value,
    },
  },
  {
    rule: 'schedulers-only-in-the-assembly',
    files: {
      'apps/worker/src/a18.ts': uses('@misaq/platform/scheduling/bullmq/b18.js'),
      'libs/platform/scheduling/bullmq/b18.ts': value,
    },
  },
  {
    rule: 'schedulers-do-not-know-each-other',
    files: {
      'libs/platform/scheduling/daily.ts': uses('./bullmq/b19.js'),
      'libs/platform/scheduling/bullmq/b19.ts': value,
    },
  },
  {
    rule: 'one-adapter-does-not-know-another',
    files: {
      'libs/platform/event-store/sqlite/a20.ts': uses('../in-memory/b20.js'),
      'libs/platform/event-store/in-memory/b20.ts': value,
    },
  },
  {
    rule: 'commands-read-no-tables',
    files: {
      'libs/platform/commands/a21.ts': uses('@misaq/platform/projections/b21.js'),
      'libs/platform/projections/b21.ts': value,
    },
  },
  {
    rule: 'commands-read-no-tables',
    files: {
      'libs/credit/due/a22.ts': uses('../boards/pools/b22.js'),
      'libs/credit/boards/pools/b22.ts': value,
    },
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
      'libs/employment/boards/jobs/question.ts': uses('@misaq/platform/commands/b24.js'),
      'libs/platform/commands/b24.ts': value,
    },
  },
  {
    rule: 'only-edges-ask-questions',
    files: {
      'libs/access/boards/principals/wire.ts': uses('./question.js'),
      'libs/access/boards/principals/question.ts': value,
    },
  },
  {
    rule: 'edges-are-loaded-late',
    files: {
      'libs/credit/subject.ts': uses('./http/b25.js'),
      'libs/credit/http/b25.ts': value,
    },
  },
  {
    rule: 'no-library-imports-an-application',
    files: {
      'libs/platform/assembly/a26.ts': uses('../../../apps/cli/src/b26.js'),
      'apps/cli/src/b26.ts': value,
    },
  },
  {
    rule: 'applications-do-not-know-each-other',
    files: { 'apps/worker/src/a27.ts': uses('../../api/src/b27.js'), 'apps/api/src/b27.ts': value },
  },
  {
    rule: 'applications-do-not-know-each-other',
    files: { 'apps/cli/src/a28.ts': uses('../../worker/src/b28.js'), 'apps/worker/src/b28.ts': value },
  },
  {
    rule: 'screens-know-only-what-a-browser-runs',
    files: {
      'apps/web/src/a29.ts': uses('@misaq/platform/node/b29.js'),
      'libs/platform/node/b29.ts': value,
    },
  },
  {
    rule: 'the-component-library-only-in-ui',
    files: {
      'apps/web/src/a34.tsx':
        "import { Button } from 'react-aria-components/Button';\nexport const used = Button;\n",
    },
  },
  {
    rule: 'the-ui-knows-no-screen',
    files: { 'apps/web/src/ui/a35.tsx': uses('../screens/b35.js'), 'apps/web/src/screens/b35.tsx': value },
  },
  {
    rule: 'screens-use-no-node',
    files: { 'apps/web/src/a36.ts': "import fs from 'node:fs';\nexport const used = fs;\n" },
  },
  {
    rule: 'tests-are-not-imported-by-what-ships',
    files: {
      'libs/credit/domain/a30.ts': uses('./b30.fixture.js'),
      'libs/credit/domain/b30.fixture.ts': value,
    },
  },
  {
    rule: 'no-circles',
    files: {
      'libs/credit/domain/a31.ts': "import { b } from './b31.js';\nexport const a = (): unknown => b;\n",
      'libs/credit/domain/b31.ts': "import { a } from './a31.js';\nexport const b = (): unknown => a;\n",
    },
  },
  {
    rule: 'no-circles',
    files: {
      'apps/cli/src/a32.ts': "import type { B } from './b32.js';\nexport type A = B | 1;\n",
      'apps/cli/src/b32.ts':
        "import type { A } from './a32.js';\nexport interface B {\n  readonly a: A;\n}\n",
    },
  },
  { rule: 'nothing-unresolved', files: { 'libs/credit/domain/a33.ts': uses('./missing.js') } },
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

  // All violations are planted in one tree: dependency-cruiser takes seconds to start.
  describe('in a tree with a violation of each of its lines', () => {
    let found: readonly Violation[] = [];
    beforeAll(() => {
      const folder = planted(Object.fromEntries(plants.flatMap(({ files }) => Object.entries(files))));
      try {
        found = violations(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it.each(plants.map(({ rule, files }) => ({ rule, from: Object.keys(files)[0] ?? '' })))(
      'catches $rule in $from',
      ({ rule, from }) => {
        expect(
          found.filter((violation) => violation.from === from).map(({ rule: { name } }) => name),
        ).toContain(rule);
      },
    );

    it('has each planted file once', () => {
      const paths = plants.flatMap(({ files }) => Object.keys(files));
      expect(new Set(paths).size).toBe(paths.length);
    });
  });
});
