/**
 * Which marks of a time are read: all of a kind of which there are few; of the others the newest in each
 * step, and how many more there are. So a long time shows something everywhere.
 */

/** Times are ms since the Unix epoch, both included. */
export interface MarkQuery {
  readonly fromMs: number;
  readonly toMs: number;
  /** As many of a kind are all read. Machines that come and leave are one kind. */
  readonly limit: number;
  /** Keys of machines: of others nothing is read. Absent for all machines. */
  readonly machines?: readonly string[] | undefined;
}

/** As many as a chart has points. */
const STEPS = 150;

/**
 * The first letters of a mark's kind: enough to tell the kinds apart, but not whether a machine came or
 * left. Bytes, as the text may be damaged. In a name, a quote has a backslash before it.
 */
const GROUP = `substr(
  CAST(facts AS BLOB), instr(CAST(facts AS BLOB), CAST('"kind":"' AS BLOB)) + 8, 8)`;

const MARKS = `
  SELECT at_ms, id, facts, name FROM (
    SELECT at_ms, id, facts, ${GROUP} AS name
    FROM event_mark WHERE event_mark.at_ms BETWEEN ? AND ?
  )
  WHERE name <> CAST('machine-' AS BLOB) OR ? IS NULL OR EXISTS (
    SELECT 1 FROM json_each(?) WHERE instr(CAST(facts AS BLOB), CAST(value AS BLOB)) > 0
  )`;

/** Rows with a `name` of a kind and how many `marks` it has. */
export const KINDS_BETWEEN = `SELECT name, COUNT(*) AS marks FROM (${MARKS}) GROUP BY name`;

/** Rows with `at_ms`, `id` and `facts`, of the kinds whose names follow in hexadecimal, as JSON. */
export const ALL_OF_KINDS = `SELECT at_ms, id, facts, 1 AS marks FROM (${MARKS})
  WHERE hex(name) IN (SELECT value FROM json_each(?))`;

/**
 * The newest of each step, and how many `marks` the step has, of kinds as above. Beside MAX, SQLite reads
 * the other columns of its row (https://sqlite.org/lang_select.html#bareagg). The step comes last.
 */
export const NEWEST_OF_STEPS = `SELECT MAX(at_ms) AS at_ms, id, facts, COUNT(*) AS marks FROM (${MARKS})
  WHERE hex(name) IN (SELECT value FROM json_each(?))
  GROUP BY name, CAST(at_ms / ? AS INTEGER)`;

/** Deletes all of the kind of that name (in hexadecimal) except the newest, as many as are given. */
export const KEEP_OF_KIND = `DELETE FROM event_mark WHERE id IN (
  SELECT id FROM event_mark WHERE hex(${GROUP}) = ? ORDER BY id DESC LIMIT -1 OFFSET ?)`;

/** What stands for the question marks of the others. */
export function markParameters({ fromMs, toMs, machines }: MarkQuery) {
  const keys =
    machines === undefined
      ? null
      : JSON.stringify(machines.map((key) => `"key":${JSON.stringify(key)}`));
  return [fromMs, toMs, keys, keys];
}

/** The length of a step, ms. */
export function markStepMs({ fromMs, toMs }: MarkQuery): number {
  return Math.max(1, (toMs - fromMs) / STEPS);
}
