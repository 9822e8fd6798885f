/** The parts of a machine in its rows of the table of points, as this and earlier versions have written them. */
import { asBlob, asNumber } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { FIRST_COLUMNS, firstParts, unpackFirst } from './first-parts.ts';
import type { FirstColumns } from './first-parts.ts';
import { mergedParts } from './part-values.ts';
import type { PartValues, WeighedParts } from './part-values.ts';
import { packParts, unpackParts } from './part-bytes.ts';

/** A row with the columns that `PARTS_OF_ROW` selects. */
export type PartsRow = FirstColumns & { readonly n: number | null; readonly parts: Blob | null };

/** SQL that selects the columns of a row. */
export const PARTS_OF_ROW = [asNumber('n'), ...FIRST_COLUMNS.map(asNumber), asBlob('parts')].join(
  ', ',
);

/** SQL that empties what earlier versions have written, as `addedToRow` has taken it over. */
export const WITHOUT_FIRST = FIRST_COLUMNS.map((column) => `${column} = NULL`).join(', ');

/** SQL of several rows as one text, for `partsOfStep`. All of it numbers, whatever a damaged file has there. */
export const PARTS_OF_STEP = `CAST(GROUP_CONCAT(${[
  ...['at', 'n', ...FIRST_COLUMNS].map((column) => `COALESCE(CAST(${column} AS REAL), '')`),
  "COALESCE(HEX(parts), '')",
].join(" || ',' || ")}, ' ') AS BLOB)`;

/** The bytes of a row when `n` values more are added; null for the row where there is none yet. */
export function addedToRow(row: PartsRow | null, added: PartValues, n: number): Uint8Array {
  if (row === null) return packParts(added, n);
  const before = { values: storedParts(row, new Uint8Array(row.parts ?? [])), n: row.n ?? 0 };
  return packParts(mergedParts([before, { values: added, n }]), before.n + n);
}

/** What `PARTS_OF_STEP` has selected, as one. */
export function partsOfStep(text: string): PartValues {
  const rows = text.split(' ').map((row): WeighedParts & { readonly at: number } => {
    const [at = '', n = '', rate = '', celsius = '', fanSpeed = '', hex = ''] = row.split(',');
    const first = { rate: known(rate), celsius: known(celsius), fan_speed: known(fanSpeed) };
    const weight = known(n) ?? 0;
    const values = storedParts({ ...first, n: weight }, Buffer.from(hex, 'hex'));
    return { at: known(at) ?? 0, n: weight, values };
  });
  return mergedParts(rows.sort((a, b) => a.at - b.at));
}

function storedParts(row: Omit<PartsRow, 'parts'>, bytes: Uint8Array): PartValues {
  if (row.n === null || !(row.n > 0)) return [];
  return (
    (bytes.length > 0 ? unpackParts(bytes, row.n) : null) ?? firstParts(row, unpackFirst(bytes))
  );
}

function known(text: string): number | null {
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
}
