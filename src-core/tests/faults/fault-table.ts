/** The campaign's table: what each case came to, and all of them together. Pure. */
import type { CaseOutcome } from './case-process.ts';
import type { FaultKind } from './fault-case.ts';

export interface TriedCase {
  readonly name: string;
  readonly kind: FaultKind;
  readonly holds: string;
  /** Why it was not tried; null where it was. */
  readonly leftOut: string | null;
  /** Null where it was not tried. */
  readonly outcome: CaseOutcome | null;
}

const COUNTED = ['solved', 'lost', 'falselyReported', 'postedTwice'] as const;
const HEAD = ['', 'case', 'solved', 'lost', 'false', 'twice', 'back after'];

/** Whether everything holds that must; also of a case that was left out. */
export function isSound({ outcome }: TriedCase): boolean {
  if (outcome === null) return true;
  const { problem, verdict } = outcome;
  if (problem !== null || verdict === null) return false;
  return [verdict.lost, verdict.falselyReported, verdict.postedTwice].every(
    ({ length }) => length === 0,
  );
}

/** What does not hold, with the miner's last log lines; null where all does. */
export function troubleOf(tried: TriedCase): string | null {
  const { name, holds, outcome } = tried;
  if (outcome === null || isSound(tried)) return null;
  const { problem, verdict, lastLines } = outcome;
  const blocks = COUNTED.slice(1).flatMap((count) => {
    const ids = verdict?.[count as 'lost'] ?? [];
    return ids.length === 0 ? [] : [`${count}: ${ids.join(' ')}`];
  });
  return [
    `${name}: ${holds}`,
    ...(problem === null ? [] : [problem]),
    ...blocks,
    ...lastLines,
  ].join('\n  ');
}

/** The table as text, with a row for each case and one for all. */
export function faultTable(tried: readonly TriedCase[]): string {
  const rows = tried.map((each) => [each.kind, ...rowOf(each)]);
  const sums = COUNTED.map((count) =>
    tried.reduce((sum, { outcome }) => sum + (outcome?.verdict?.[count].length ?? 0), 0),
  );
  const made = tried.filter(({ outcome }) => outcome !== null).length;
  const unsound = tried.filter((each) => !isSound(each)).length;
  const slowest = Math.max(0, ...tried.map(({ outcome }) => outcome?.recoverMs ?? 0));
  const all = ['all', `${made} cases, ${unsound} failed`, ...sums.map(String), inSeconds(slowest)];
  return aligned([HEAD, ...rows, all]);
}

function rowOf(tried: TriedCase): string[] {
  const { name, outcome, leftOut } = tried;
  if (outcome === null) return [`${name} (left out: ${leftOut})`];
  const { verdict, recoverMs } = outcome;
  const counts = COUNTED.map((count) => (verdict === null ? '?' : `${verdict[count].length}`));
  const failed = isSound(tried) ? '' : ' FAILED';
  return [`${name}${failed}`, ...counts, recoverMs === null ? '' : inSeconds(recoverMs)];
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Words to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) =>
    Math.max(
      ...rows.filter((row) => row.length > 2 || column < 1).map((row) => row[column]?.length ?? 0),
    ),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column < 2 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
