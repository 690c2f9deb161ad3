function cell(value) {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {readonly string[]} headers
 * @param {readonly (readonly (string | number | undefined)[])[]} rows
 */
export function csv(headers, rows) {
  return [headers, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}
