/** The campaign's table: what each case came to, and all of them together. Pure. */
import { tableOf, whole } from '../table.ts';
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
const HEADINGS = ['case', 'solved', 'lost', 'false', 'twice', 'back after'];

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

/** The table as text, with a row for each case and one for all; below it, what was left out and why. */
export function faultTable(tried: readonly TriedCase[]): string {
  const made = tried.filter(({ outcome }) => outcome !== null);
  const unsound = made.filter((each) => !isSound(each)).length;
  const sums = COUNTED.map((count) =>
    made.reduce((sum, { outcome }) => sum + (outcome?.verdict?.[count].length ?? 0), 0),
  );
  const slowest = Math.max(0, ...made.map(({ outcome }) => outcome?.recoverMs ?? 0));
  const all = `${made.length} cases, ${unsound} failed`;
  const rows = [...made.map(rowOf), [all, ...sums.map(whole), inSeconds(slowest)]];
  const leftOut = tried.flatMap(({ name, leftOut: why }) =>
    why === null ? [] : [`left out: ${name} (${why})`],
  );
  return [...tableOf(HEADINGS, rows), ...leftOut].join('\n');
}

function rowOf(tried: TriedCase): string[] {
  const { kind, name, outcome } = tried;
  const { verdict = null, recoverMs = null } = outcome ?? {};
  const counts = COUNTED.map((count) => (verdict === null ? '?' : whole(verdict[count].length)));
  const failed = isSound(tried) ? '' : ' FAILED';
  const back = recoverMs === null ? '' : inSeconds(recoverMs);
  return [`${kind}: ${name}${failed}`, ...counts, back];
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
