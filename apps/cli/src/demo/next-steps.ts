import { relative } from 'node:path';

/** What to look at next, as command lines that work as they stand. */
export function nextSteps(folder: string): readonly { readonly what: string; readonly command: string }[] {
  const shown = relative(process.cwd(), folder);
  const directory = shown.startsWith('..') || shown === '' ? folder : shown;
  const quoted = /^[\w./-]+$/.test(directory) ? directory : `'${directory.replaceAll("'", `'\\''`)}'`;
  const misaq = `MISAQ_DATA_DIR=${quoted} npm run -s misaq --`;
  return [
    {
      what: 'why the credit moved, in words',
      command: `${misaq} reviews --review east-azerbaijan-1401-note16-review-1`,
    },
    { what: 'everything that ever happened to Behzisti', command: `${misaq} history --agency behzisti` },
    { what: 'one file from introduction to payment', command: `${misaq} history --facility N16-04165` },
    {
      what: 'what another threshold would do',
      command: `${misaq} simulate --pool east-azerbaijan-1401-rural --as-of 1402-01-20 --threshold 80 --as deputy-1:economic-deputy`,
    },
    { what: 'which banks stall', command: `${misaq} banks --as-of 1402-01-20` },
    {
      what: 'the promise by agency, sector and county',
      command: `${misaq} commitments 1401 --version raised`,
    },
    { what: 'check the log and its hashes', command: `${misaq} verify` },
  ];
}
