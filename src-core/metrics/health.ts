/** Whether the miner mines now, for health checks of services and containers. Pure. */
import { hashRateText } from '../logging/hash-rate-text.ts';
import { restsText } from '../rests/rest-sentences.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { bestRate } from '../stratum/rate-estimates.ts';

export interface Health {
  readonly isMining: boolean;
  /** In English, with `Mining` as its first word: `Mining waits: no node has answered yet.` */
  readonly sentence: string;
}

/** What the metrics server answers at `/healthz`. */
export function healthOf(now: MinerSnapshot): Health {
  if (now.phase === 'stopped' && now.rests.length > 0) {
    return { isMining: false, sentence: `Mining is paused: ${restsText(now.rests)}.` };
  }
  switch (now.phase) {
    case 'mining':
      return { isMining: true, sentence: `Mining at ${hashRateText(rateOf(now))}.` };
    case 'waiting':
      return { isMining: false, sentence: `Mining waits: ${causeOf(now)}.` };
    case 'starting':
      return { isMining: false, sentence: `Mining starts: ${causeOf(now)}.` };
    case 'stopping':
    case 'stopped':
      return { isMining: false, sentence: 'Mining is stopped.' };
  }
}

/** What machines prove by their shares, or what this computer's own workers do; of a set the sum. */
function rateOf({ stratum, groups, hashesPerSecondMinute }: MinerSnapshot): number {
  return stratum === null || groups.length > 1 ? hashesPerSecondMinute : bestRate(stratum.total);
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
