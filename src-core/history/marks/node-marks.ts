/** Marks of nodes: lost, replaced by another one, and back. Pure. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark } from './history-mark.ts';

type NodeMark = Extract<EventMark, { kind: 'node-lost' | 'node-back' | 'fallback-used' }>;

export interface MarkedNode {
  readonly marked: NodeMark['kind'];
  /** What it looks like since when, where that differs from what was marked. */
  readonly looks: NodeMark | null;
}

export const NODE_THERE: MarkedNode = { marked: 'node-back', looks: null };

/** Shorter outages are seen in the samples alone: each poll of a busy node may fail once. */
const LASTS_MS = 10_000;

/** After a look at the nodes while mining. A mark has the time at which its condition began. */
export function lookAtNode(
  before: MarkedNode,
  { node, problems, atMs }: Pick<MinerSnapshot, 'node' | 'problems' | 'atMs'>,
): { readonly node: MarkedNode; readonly marks: readonly NodeMark[] } {
  const now = condition({ node, problems, atMs });
  if (now.kind === before.marked) return { node: { ...before, looks: null }, marks: [] };
  const looks = before.looks?.kind === now.kind ? before.looks : now;
  if (atMs - looks.atMs < LASTS_MS) return { node: { ...before, looks }, marks: [] };
  return { node: { marked: looks.kind, looks: null }, marks: [looks] };
}

function condition({
  node,
  problems,
  atMs,
}: Pick<MinerSnapshot, 'node' | 'problems' | 'atMs'>): NodeMark {
  const down = problems.filter((problem) => problem.kind === 'node');
  const [first] = down;
  /** Empty where none has answered yet. */
  const used = node?.url ?? '';
  if (first === undefined) return { kind: 'node-back', node: used, atMs };
  const lost = node === null ? first : down.find((problem) => problem.node === used);
  if (lost === undefined) return { kind: 'fallback-used', node: used, lost: first.node, atMs };
  return { kind: 'node-lost', node: lost.node, error: lost.error.kind, atMs: lost.sinceMs };
}
