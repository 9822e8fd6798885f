/** What a chart shows as a CSV file (RFC 4180, UTF-8). Pure. */

interface CsvColumn<Sample> {
  readonly title: string;
  readonly unit: string | null;
  readonly value: (sample: Sample) => number | null | undefined;
}

interface CsvContent<Sample> {
  /** Heading of the times, which are in UTC as in ISO 8601. */
  readonly timeTitle: string;
  readonly columns: readonly CsvColumn<Sample>[];
  readonly samples: readonly Sample[];
  /** Heading of the last column. */
  readonly eventTitle: string;
  readonly events: readonly { readonly atMs: number; readonly text: string }[];
}

/** One line for each sample and each event, oldest first; a heading with units above. */
export function chartCsv<Sample extends { readonly atMs: number }>(
  content: CsvContent<Sample>,
): string {
  const { timeTitle, columns, samples, eventTitle, events } = content;
  const head = [
    `${timeTitle} (UTC)`,
    ...columns.map(({ title, unit }) => (unit === null ? title : `${title} (${unit})`)),
    eventTitle,
  ];
  const measured = samples.map((sample) => ({
    atMs: sample.atMs,
    cells: [...columns.map(({ value }) => numberCell(value(sample))), ''],
  }));
  const happened = events.map(({ atMs, text }) => ({
    atMs,
    cells: [...columns.map(() => ''), textCell(text)],
  }));
  const lines = [...measured, ...happened]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, cells }) => [new Date(atMs).toISOString(), ...cells]);
  return [head.map(textCell), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Empty where there is no value. */
function numberCell(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/**
 * Spreadsheets run a cell that begins like a formula, and machines choose their names: an apostrophe
 * makes it text (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function textCell(text: string): string {
  const harmless = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
