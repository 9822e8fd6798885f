/** The problem of machines whose every share is refused: pure, a part of miner-state.ts. */
import type { MinerEvent } from './miner-events.ts';
import type { Problem } from './snapshot-types.ts';

/** The problems after news of such machines. */
export function withSharesProblem(
  problems: readonly Problem[],
  event: Extract<MinerEvent, { type: 'shares-refused' }>,
): readonly Problem[] {
  const others = problems.filter(({ kind }) => kind !== 'shares');
  const { machines, names, refusal, ageMs, atMs } = event;
  if (refusal === null) return others;
  return [...others, { kind: 'shares', machines, names, refusal, sinceMs: atMs - ageMs }];
}
