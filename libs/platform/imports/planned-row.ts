import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';

/** What a row asks for, understood: a command of a subject. */
export type RowCommand = SentCommand['command'];

export interface PlannedRow {
  /** As a spreadsheet counts: the first one under the header is 2. */
  readonly row: number;
  /** Business date: rows are applied in its order. */
  readonly on: PlainDate;
  /** Names the stream of a command to a pool; empty for any other. */
  readonly pool: string;
  /** The column in which the amount stands, when it is not `amount_toman`. */
  readonly amountColumn?: 'amount_rial';
  readonly command: RowCommand;
}

/** A planned row as JSON has it: an amount as its digits. */
type Packed = Omit<PlannedRow, 'command'> & { readonly command: object & { readonly amountRial?: string } };

/**
 * A planned row as one text. Files are held in memory in this form (a third of the size of its objects) and lie on disk
 * in it until they are applied. A national ID was turned into its pseudonym before it comes here.
 */
export function packRow(planned: PlannedRow): string {
  const { command } = planned;
  if (!('amountRial' in command)) return JSON.stringify(planned);
  const packed: Packed = { ...planned, command: { ...command, amountRial: command.amountRial.toString() } };
  return JSON.stringify(packed);
}

/** The reverse of {@link packRow}, on text that it wrote. */
export function unpackRow(text: string): PlannedRow {
  const packed = JSON.parse(text) as Packed;
  const { amountRial } = packed.command;
  const command =
    amountRial === undefined ? packed.command : { ...packed.command, amountRial: BigInt(amountRial) };
  return { ...packed, command: command as RowCommand };
}
