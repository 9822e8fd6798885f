/** Tables on the terminal: what a campaign prints at its end. */

/** Lines under headings, each column as wide as its widest cell. The first column is text, the others are figures. */
export function tableOf(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [headings, widths.map((width) => '-'.repeat(width)), ...rows].map(lineOf);
}

/** A whole number with separators: `1,000,000`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
