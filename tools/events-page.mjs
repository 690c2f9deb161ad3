/**
 * Generates `docs/EVENTS.md` from the list of subjects: every event, its business day, and the projections that handle
 * it. `--check` only checks whether the page is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { buildWhenStale } from './build.mjs';

const target = fileURLToPath(new URL('../docs/EVENTS.md', import.meta.url));

buildWhenStale();
const built = (path) => import(new URL(`../dist/libs/${path}`, import.meta.url));
const [{ SUBJECTS }, { projectionsOf }] = await Promise.all([
  built('subjects.js'),
  built('platform/questions/board.js'),
]);

/** The projections that handle a type of event. The history handles every type and is not repeated in each row. */
function hearersOf(type) {
  const hearers = projectionsOf(SUBJECTS).filter(({ types }) => types !== 'every' && types.has(type));
  return hearers.map(({ name }) => `\`${name}\``).join(', ');
}

function row([type, { on, concerns, board }]) {
  const cells = [
    `\`${type}\``,
    hearersOf(type) || '-',
    board?.name ?? '-',
    on === undefined ? 'when it was recorded' : 'a business day',
    concerns === undefined ? 'nobody' : 'agencies or banks',
  ];
  return `| ${cells.join(' | ')} |`;
}

const recording = SUBJECTS.filter(({ facts }) => Object.keys(facts).length > 0);
const sections = recording.map(({ name, facts }) =>
  [
    `## ${name[0].toUpperCase()}${name.slice(1)}`,
    '',
    '| event | heard by | live board | speaks of | concerns |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(facts).map(row),
    '',
  ].join('\n'),
);
const page = await format(
  [
    '# Events and who hears them',
    '',
    'Made by `node tools/events-page.mjs` of the list of subjects (`libs/subjects.ts`). «Heard by» names the projections',
    'whose tables an event changes; the history hears every event. «Live board» is the screen that a live update names.',
    'What an event says in words, in English and Persian, stands in `domain/facts.ts` of its subject.',
    '',
    ...sections,
  ].join('\n'),
  { ...(await resolveConfig(target)), filepath: target },
);

if (!process.argv.includes('--check')) writeFileSync(target, page);
else if (readFileSync(target, 'utf8') !== page) {
  console.error('docs/EVENTS.md is not what the subjects say: run node tools/events-page.mjs');
  process.exitCode = 1;
}
