import { crc32, deflateRawSync } from 'node:zlib';

/* Builds workbooks byte by byte, including ones that no spreadsheet program writes. */

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** False values that the archive declares. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly flags?: number };
}

/** A zip archive (PKWARE APPNOTE 4.3) of deflated entries. */
export function zipOf(
  entries: readonly ZipEntry[],
  claims: { readonly entries?: number; readonly zip64Entries?: bigint } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims: claimed = {} } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes, { level: 9 });
    const named = Buffer.from(name, 'utf8');
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(claimed.flags ?? 0x0800, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(claimed.crc ?? crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(claimed.size ?? bytes.length, 18);
    header.writeUInt16LE(named.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), header, named, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, rest, named);
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const parts = [...bodies, central];
  if (claims.zip64Entries !== undefined) {
    const record = Buffer.alloc(56);
    record.write('PK\x06\x06', 0, 'latin1');
    record.writeBigUInt64LE(44n, 4);
    record.writeBigUInt64LE(claims.zip64Entries, 24);
    record.writeBigUInt64LE(claims.zip64Entries, 32);
    record.writeBigUInt64LE(BigInt(central.length), 40);
    record.writeBigUInt64LE(BigInt(offset), 48);
    const locator = Buffer.alloc(20);
    locator.write('PK\x06\x07', 0, 'latin1');
    locator.writeBigUInt64LE(BigInt(offset + central.length), 8);
    locator.writeUInt32LE(1, 16);
    parts.push(record, locator);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE((claims.entries ?? entries.length) & 0xffff, 8);
  end.writeUInt16LE((claims.entries ?? entries.length) & 0xffff, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, end]);
}

export interface WorkbookParts {
  /** Content of `sheetData` of each sheet, by its name. */
  readonly sheets: Readonly<Record<string, string>>;
  /** Names of hidden sheets. */
  readonly hidden?: readonly string[];
  readonly sharedStrings?: string;
  /** Content of `styleSheet`. */
  readonly styles?: string;
  readonly from1904?: boolean;
  /** Text between the XML declaration and the root of each sheet. */
  readonly beforeRoot?: string;
  /** Prefix of all element names, as some programs write them. */
  readonly prefix?: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function relationships(relations: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = relations.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}">${each.join('')}</Relationships>`;
}

/** The parts of a workbook in Excel's layout. */
export function workbookEntries(parts: WorkbookParts): ZipEntry[] {
  const {
    sheets,
    hidden = [],
    sharedStrings,
    styles,
    from1904 = false,
    beforeRoot = '',
    prefix = '',
  } = parts;
  const names = Object.keys(sheets);
  const root = (name: string, content: string): string => {
    const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
    return `${XML}${beforeRoot}<${prefix}${name} ${xmlns}="${MAIN}" xmlns:r="${OFFICE}">${content}</${prefix}${name}>`;
  };
  const listed = names.map((name, index) => {
    const state = hidden.includes(name) ? ' state="hidden"' : '';
    return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return [
    { name: '_rels/.rels', content: relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${String(from1904)}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships([
        ...names.map(
          (_name, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
        ),
        ...(sharedStrings === undefined ? [] : [['rId900', 'sharedStrings', 'sharedStrings.xml'] as const]),
        ...(styles === undefined ? [] : [['rId901', 'styles', '/xl/styles.xml'] as const]),
      ]),
    },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: root('worksheet', `<${prefix}sheetData>${sheets[name] ?? ''}</${prefix}sheetData>`),
    })),
    ...(sharedStrings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: root('sst', sharedStrings) }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: root('styleSheet', styles) }]),
  ];
}

export function workbookOf(parts: WorkbookParts): Buffer {
  return zipOf(workbookEntries(parts));
}

/** A sheet with inline text in its cells. */
export function sheetOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  return rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
