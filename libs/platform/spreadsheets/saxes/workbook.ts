import { posix } from 'node:path';
import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import { SHEETS_MAX } from './limits.js';
import { attributeOf, readXml } from './xml.js';

export interface SheetPart {
  readonly name: string;
  /** The name of its entry in the archive. */
  readonly part: string;
}

/** What a workbook declares about itself. */
export interface Workbook {
  /** The visible sheets in order, without charts. */
  readonly sheets: readonly SheetPart[];
  /** Whether days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** @throws UnreadableSpreadsheetError when the archive contains no workbook, or another kind of document */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const part = await workbookPart(archive);
  const relations = await relationsOf(archive, part);
  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  await readXml(archive, part, {
    opened(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      listed.push({ name: attributes.name ?? '', id: attributeOf(attributes, 'id') ?? '' });
      if (listed.length > SHEETS_MAX)
        throw new UnreadableSpreadsheetError(`The workbook has more than ${SHEETS_MAX} sheets.`);
    },
  });
  const all = [...relations.values()];
  return {
    from1904,
    sheets: listed.flatMap(({ name, id }) => {
      const relation = relations.get(id);
      return relation?.type === 'worksheet' ? [{ name, part: relation.target }] : [];
    }),
    sharedStrings: all.find(({ type }) => type === 'sharedStrings')?.target,
    styles: all.find(({ type }) => type === 'styles')?.target,
  };
}

const MAIN_RELATIONS = '_rels/.rels';

async function workbookPart(archive: Archive): Promise<string> {
  if (archive.has(MAIN_RELATIONS)) {
    const relations = await relationsIn(archive, MAIN_RELATIONS, '');
    const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.target;
    if (main !== undefined && archive.has(main) && main.endsWith('.xml') && !/^(word|ppt)\//.test(main))
      return main;
  }
  throw new UnreadableSpreadsheetError(`${insteadOf(archive)} Save it as .xlsx, or as «CSV UTF-8».`);
}

function insteadOf(archive: Archive): string {
  if (archive.has('xl/workbook.bin')) return 'The file is a binary workbook (.xlsb).';
  if (archive.has('content.xml')) return 'The file is an OpenDocument (.ods).';
  if (archive.has('word/document.xml')) return 'The file is a text document (.docx).';
  return 'The file is a zip archive without a workbook in it.';
}

async function relationsOf(archive: Archive, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  return relationsIn(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), folder);
}

/**
 * The relations by the last word of their type. The address before it differs between the two editions of the standard.
 */
async function relationsIn(
  archive: Archive,
  part: string,
  folder: string,
): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  await readXml(archive, part, {
    opened(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      if (id === undefined || type === undefined || target === undefined) return;
      relations.set(id, {
        type: posix.basename(type),
        target: posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1),
      });
    },
  });
  return relations;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
