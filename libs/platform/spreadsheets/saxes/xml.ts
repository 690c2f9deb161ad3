import { SaxesParser } from 'saxes';
import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import type { Cost } from './cost.js';
import { ATTRIBUTES_MAX, ELEMENTS_DEEP_MAX, UNBROKEN_BYTES_MAX } from './limits.js';

/** Handlers for a part. Names have no prefix: some programs write `x:row` for `row`. */
export interface XmlHandlers {
  opened?(name: string, attributes: Readonly<Record<string, string>>): void;
  closed?(name: string): void;
  text?(text: string): void;
}

/** Parses XML piece by piece. */
export interface XmlReader {
  /**
   * @throws UnreadableSpreadsheetError for XML that is invalid, or made to fill the memory; also whatever a handler
   * throws
   */
  push(chunk: Buffer): void;
  /** @throws UnreadableSpreadsheetError when the XML ends too early */
  end(): void;
}

/**
 * Calls the handlers for each element and text. Only the five entities of XML exist: a document type, which could
 * define others, is refused. The parser has to hold some things whole (a text, a comment, a list of attributes, nested
 * elements). Their size is limited.
 *
 * @param part name of the part, for messages
 */
export function createXmlReader(part: string, cost: Cost, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  let attributes = 0;
  let unbroken = 0;

  function fail(what: string): never {
    throw new UnreadableSpreadsheetError(`The workbook is damaged: its part ${part} ${what}.`);
  }

  parser.on('error', (error) => fail(`is no XML (${error.message.slice(0, 100)})`));
  parser.on('doctype', () => fail('has a document type, which no workbook has'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) fail('is not in UTF-8');
  });
  parser.on('attribute', () => {
    cost.steps(1);
    attributes += 1;
    if (attributes > ATTRIBUTES_MAX) fail(`has an element of more than ${ATTRIBUTES_MAX} attributes`);
  });
  parser.on('opentag', (tag) => {
    cost.steps(1);
    unbroken = 0;
    attributes = 0;
    depth += 1;
    if (depth > ELEMENTS_DEEP_MAX) fail('has elements within elements without end');
    handlers.opened?.(withoutPrefix(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    unbroken = 0;
    depth -= 1;
    handlers.closed?.(withoutPrefix(tag.name));
  });
  const onText = (text: string): void => {
    handlers.text?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);

  function decoded(chunk: Buffer | undefined): string {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      return fail('is not UTF-8 text');
    }
  }

  return {
    push(chunk) {
      cost.text(chunk.length);
      unbroken += chunk.length;
      parser.write(decoded(chunk));
      if (unbroken > UNBROKEN_BYTES_MAX) fail('has a text longer than any cell');
    },
    end() {
      parser.write(decoded(undefined));
      parser.close();
    },
  };
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The value of an attribute with any prefix, as in `r:id`. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  for (const [key, value] of Object.entries(attributes)) if (withoutPrefix(key) === name) return value;
  return undefined;
}

/** Reads a whole part. */
export async function readXml(archive: Archive, part: string, handlers: XmlHandlers): Promise<void> {
  const reader = createXmlReader(part, archive.cost, handlers);
  const slice = createSlice();
  for await (const chunk of archive.read(part)) {
    reader.push(chunk);
    await slice.pauseWhenOver();
  }
  reader.end();
}

const ESCAPED = /_x([0-9a-f]{4})_/gi;

/** Decodes escapes such as `_x000D_`, which cells use for characters that XML cannot contain. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPED, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
