/**
 * Which marks of a time are read: all of a kind of which there are few; of the others a few in each
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
/** Of a kind in a step. */
const A_FEW = 3;

/**
 * The first letters of a mark's kind: enough to tell the kinds apart, but not whether a machine came or
 * left. Bytes, as the text may be damaged. In a name, a quote has a backslash before it.
 */
const GROUP = `substr(
  CAST(facts AS BLOB), instr(CAST(facts AS BLOB), CAST('"kind":"' AS BLOB)) + 8, 8)`;

/** Rows with `at_ms`, `id`, `facts` and how many `marks` each stands for. */
export const MARKS_BETWEEN = `
  SELECT at_ms, id, facts,
    CASE WHEN place <= ${A_FEW} OR in_all <= ? THEN 1 ELSE in_step - ${A_FEW} END AS marks
  FROM (
    SELECT at_ms, id, facts,
      ROW_NUMBER() OVER (PARTITION BY name, step ORDER BY at_ms DESC, id DESC) AS place,
      COUNT(*) OVER (PARTITION BY name, step) AS in_step,
      COUNT(*) OVER (PARTITION BY name) AS in_all
    FROM (
      SELECT at_ms, id, facts, ${GROUP} AS name, CAST(at_ms / ? AS INTEGER) AS step
      FROM event_mark WHERE event_mark.at_ms BETWEEN ? AND ?
    )
    WHERE name <> CAST('machine-' AS BLOB) OR ? IS NULL OR EXISTS (
      SELECT 1 FROM json_each(?) WHERE instr(CAST(facts AS BLOB), CAST(value AS BLOB)) > 0
    )
  )
  WHERE place <= ${A_FEW + 1} OR in_all <= ?`;

/** What stands for the question marks of MARKS_BETWEEN. */
export function markParameters({ fromMs, toMs, limit, machines }: MarkQuery) {
  const stepMs = Math.max(1, (toMs - fromMs) / STEPS);
  const keys =
    machines === undefined
      ? null
      : JSON.stringify(machines.map((key) => `"key":${JSON.stringify(key)}`));
  return [limit, stepMs, fromMs, toMs, keys, keys ?? '[]', limit];
}
