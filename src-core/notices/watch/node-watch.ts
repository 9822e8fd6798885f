/** The node: lost, replaced by a fallback, or back. Short outages are not reported. */
import type { MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';

type Condition = 'fine' | 'fallback' | 'lost';

export interface NodeWatch {
  /** What was reported last. */
  readonly reported: Condition;
  /** When the reported trouble began; null while all is fine. */
  readonly awayAtMs: number | null;
  /** What it looks like since when, where that differs from what was reported. */
  readonly looks: { readonly condition: Condition; readonly sinceMs: number } | null;
}

export const NODE_FINE: NodeWatch = { reported: 'fine', awayAtMs: null, looks: null };

/** A node that restarts is away for about this long. */
const WORSE_MS = 60_000;
/** A node that comes and goes is back once it has stayed. */
const BETTER_MS = 30_000;

type NodeProblem = Extract<Problem, { kind: 'node' }>;

/** After a look at the nodes while mining. */
export function watchNode(
  before: NodeWatch,
  { node, problems, atMs }: Pick<MinerSnapshot, 'node' | 'problems' | 'atMs'>,
): { readonly watch: NodeWatch; readonly notices: readonly NoticeFacts[] } {
  const down = problems.filter((problem) => problem.kind === 'node');
  const lost = down.find((problem) => node === null || problem.node === node.url);
  const condition: Condition = lost !== undefined ? 'lost' : down.length > 0 ? 'fallback' : 'fine';
  if (condition === before.reported) return { watch: { ...before, looks: null }, notices: [] };

  const looks = before.looks?.condition === condition ? before.looks : { condition, sinceMs: atMs };
  const lastsMs = condition === 'fine' ? BETTER_MS : WORSE_MS;
  if (atMs - looks.sinceMs < lastsMs) return { watch: { ...before, looks }, notices: [] };

  const beganMs = before.awayAtMs ?? Math.min(looks.sinceMs, ...down.map(({ sinceMs }) => sinceMs));
  const reported = { reported: condition, looks: null } as const;
  if (condition === 'fine') {
    const awayMs = looks.sinceMs - beganMs;
    const back: NoticeFacts = { kind: 'node-back', node: node?.url ?? '', awayMs };
    return { watch: { ...reported, awayAtMs: null }, notices: [back] };
  }
  const watch = { ...reported, awayAtMs: beganMs };
  return { watch, notices: [troubleOf(lost, node?.url ?? '', down)] };
}

function troubleOf(
  lost: NodeProblem | undefined,
  node: string,
  down: readonly NodeProblem[],
): NoticeFacts {
  return lost === undefined
    ? { kind: 'fallback-used', node, lost: down[0]?.node ?? '' }
    : { kind: 'node-lost', node: lost.node, error: lost.error.kind, sinceMs: lost.sinceMs };
}
