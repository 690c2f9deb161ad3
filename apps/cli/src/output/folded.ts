/**
 * Help text, folded to the width of a terminal. Lines that begin at the margin are prose and flow together; an example
 * goes on after a backslash, so that it can be pasted as it stands; what has two columns goes on in the second.
 *
 * @param width columns of the terminal
 */
export function folded(text: string, width: number): string {
  const lines: string[] = [];
  let example = false;
  for (const line of paragraphs(text)) {
    example = /^ +(?:misaq|npm) /.test(line) || (example && (lines.at(-1) ?? '').endsWith('\\'));
    lines.push(...fold(line, width, example));
  }
  return lines.join('\n');
}

const isProse = (line: string | undefined) => line !== undefined && /^\S/.test(line);

function paragraphs(text: string): readonly string[] {
  const joined: string[] = [];
  for (const line of text.split('\n')) {
    const last = joined.at(-1);
    if (isProse(line) && last !== undefined && isProse(last) && !last.endsWith(':'))
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}

function fold(line: string, width: number, example: boolean): readonly string[] {
  if (line.length <= width) return [line];
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  const second = /^ {2}\S.*? {2,}(?=\S)/.exec(line)?.[0].length;
  const hang = example ? 4 : (second ?? lead);
  const room = example ? width - 2 : width;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = place(rest, room, lines.length === 0 ? (second ?? lead) : hang, example);
    if (at === undefined) break;
    lines.push(rest.slice(0, at) + (example ? ' \\' : ''));
    rest = ' '.repeat(hang) + rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

/** The blank to break at: of an example one in front of an option, so that no value in quotation marks is cut. */
function place(line: string, room: number, from: number, example: boolean): number | undefined {
  const blank = example ? ' --' : ' ';
  const at = line.slice(0, room + blank.length).lastIndexOf(blank);
  return at > from ? at : undefined;
}
