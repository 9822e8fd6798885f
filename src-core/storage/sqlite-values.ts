/**
 * Reads values of a SQLite file that may be damaged. libsql aborts the whole process on a text that
 * is not UTF-8, and a single wrong bit can turn any value into a text: so queries select every
 * column with `asBlob` or `asNumber`, and text is decoded here.
 */

/** A BLOB: libsql returns a Buffer in Node, an ArrayBuffer in Electron. */
export type Blob = ArrayBuffer | Uint8Array;

/** Thrown for a value that no version of the program has written. */
export class DamagedValue extends Error {}

/** SQL that selects a text or BLOB column, to be read with `textOf` or `bytesOf`. */
export function asBlob(column: string): string {
  return `CAST(${column} AS BLOB) AS ${column}`;
}

/**
 * SQL that selects a number column, to be read with `numberOf` or `wholeNumberOf`. As REAL, because
 * libsql refuses integers that a JavaScript number cannot hold.
 */
export function asNumber(column: string): string {
  return `CAST(${column} AS REAL) AS ${column}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws DamagedValue when it is missing */
export function bytesOf(value: Blob | null): Uint8Array {
  if (value === null) throw new DamagedValue('a value is missing');
  return new Uint8Array(value);
}

/** @throws DamagedValue when it is missing or not UTF-8 */
export function textOf(value: Blob | null): string {
  const bytes = bytesOf(value);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DamagedValue('a text is not UTF-8');
  }
}

/** @throws DamagedValue when it is not UTF-8 */
export function textOrNull(value: Blob | null): string | null {
  return value === null ? null : textOf(value);
}

/** @throws DamagedValue when it is missing or not an integer that a number can hold */
export function wholeNumberOf(value: number | null): number {
  if (!Number.isSafeInteger(value)) throw new DamagedValue(`${value} is not a whole number`);
  return value as number;
}

/** @throws DamagedValue when it is missing or not finite */
export function numberOf(value: number | null): number {
  if (!Number.isFinite(value)) throw new DamagedValue(`${value} is not a number`);
  return value as number;
}
