/** Whether the miner does what it is to do, for health checks of services and containers. Pure. */
import { hashRateText } from '../logging/hash-rate-text.ts';
import { restsText } from '../rests/rest-sentences.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';

export interface Health {
  /** It mines, or rests as it was set up to. */
  readonly isWell: boolean;
  /** In English, with `Mining` as its first word: `Mining waits: no node has answered yet.` */
  readonly sentence: string;
}

/** What the metrics server answers at `/healthz`. */
export function healthOf(now: MinerSnapshot): Health {
  const pause = pauseOf(now);
  if (pause !== null) return { isWell: true, sentence: `Mining is paused: ${pause}.` };
  switch (now.phase) {
    case 'mining':
      return { isWell: true, sentence: `Mining at ${hashRateText(now.hashesPerSecondMinute)}.` };
    case 'waiting':
      return { isWell: false, sentence: `Mining waits: ${causeOf(now)}.` };
    case 'starting':
      return { isWell: false, sentence: `Mining starts: ${causeOf(now)}.` };
    case 'stopping':
    case 'stopped':
      return { isWell: false, sentence: 'Mining is stopped.' };
  }
}

/** Why all of it is paused; null while anything mines or is to mine. */
function pauseOf({ phase, rests, groups }: MinerSnapshot): string | null {
  // A stop by the user ends the rests first.
  if (phase === 'stopping' || phase === 'stopped')
    return rests.length > 0 ? restsText(rests) : null;
  const states = groups.map(({ state }) => state);
  if (states.length === 0 || states.some((state) => state !== 'paused' && state !== 'resting')) {
    return null;
  }
  const reasons = states.includes('resting') && rests.length > 0 ? [restsText(rests)] : [];
  return [...(states.includes('paused') ? ['by the user'] : []), ...reasons].join('; ');
}

function causeOf({ problems, node }: MinerSnapshot): string {
  for (const problem of problems) {
    switch (problem.kind) {
      case 'node':
        return `the node ${problem.node} cannot be used (${problem.error.detail})`;
      case 'stood-down':
        return 'no node has work, so machines are disconnected';
      case 'group':
        return `${problem.workers} cannot mine`;
      case 'worker':
        return `the worker ${problem.worker} fails`;
    }
  }
  return node === null ? 'no node has answered yet' : 'there is no work yet';
}
