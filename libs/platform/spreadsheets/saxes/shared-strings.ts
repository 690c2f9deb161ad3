import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import { CELL_LENGTH_MAX, TEXTS_LENGTH_MAX, TEXTS_MAX } from './limits.js';
import { createTextCollector } from './text-collector.js';
import { readXml } from './xml.js';

/**
 * The texts that cells refer to by number. They stay in memory, so their number and length are limited.
 *
 * @throws UnreadableSpreadsheetError
 */
export async function readSharedStrings(archive: Archive, part: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const collector = createTextCollector();
  let length = 0;
  await readXml(archive, part, {
    opened(name) {
      if (name === 'si') collector.start();
      else collector.opened(name);
    },
    text(text) {
      collector.text(text);
    },
    closed(name) {
      if (name !== 'si') {
        collector.closed(name);
        return;
      }
      const text = collector.take();
      assertCellLength(text);
      length += text.length;
      texts.push(copied(text));
      if (texts.length > TEXTS_MAX || length > TEXTS_LENGTH_MAX)
        throw new UnreadableSpreadsheetError(
          'The workbook holds more text than any table; give it in parts.',
        );
    },
  });
  return texts;
}

export function assertCellLength(text: string): void {
  if (text.length > CELL_LENGTH_MAX)
    throw new UnreadableSpreadsheetError(
      `A cell holds ${text.length} characters; a spreadsheet takes ${CELL_LENGTH_MAX}.`,
    );
}

/** V8 itself copies shorter substrings. */
const CUT_LENGTH_MIN = 13;

/** Copies a substring, because V8 would otherwise keep the whole longer text in memory. */
function copied(text: string): string {
  if (text.length < CUT_LENGTH_MIN) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
