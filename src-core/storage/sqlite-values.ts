/**
 * Values as they come out of a SQLite file that may be damaged. libsql aborts the whole process
 * on a text that is not UTF-8, and a single wrong bit can make a text of any value: so queries ask
 * for every column by `asBlob` or `asNumber`, and text is decoded here.
 */

/** A BLOB: libsql gives a Buffer in Node, an ArrayBuffer in Electron. */
export type Blob = ArrayBuffer | Uint8Array;

/** Thrown on a value that no version of the program wrote. */
export class DamagedValue extends Error {}

/** SQL for a text or BLOB column, to be read with `textOf` or `bytesOf`. */
export function asBlob(column: string): string {
  return `CAST(${column} AS BLOB) AS ${column}`;
}

/** SQL for a number column. REAL: libsql refuses integers that a JavaScript number cannot hold. */
export function asNumber(column: string): string {
  return `CAST(${column} AS REAL) AS ${column}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function bytesOf(value: Blob | null): Uint8Array {
  if (value === null) throw new DamagedValue('a value is missing');
  return new Uint8Array(value);
}

export function textOf(value: Blob | null): string {
  const bytes = bytesOf(value);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DamagedValue('a text is not UTF-8');
  }
}

export function textOrNull(value: Blob | null): string | null {
  return value === null ? null : textOf(value);
}

export function wholeNumberOf(value: number | null): number {
  if (!Number.isSafeInteger(value)) throw new DamagedValue(`${value} is no whole number`);
  return value as number;
}

export function numberOf(value: number | null): number {
  if (value === null || !Number.isFinite(value)) throw new DamagedValue(`${value} is no number`);
  return value;
}
