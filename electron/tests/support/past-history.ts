/**
 * Three hours of mining for the charts of a program that is not started yet: 2 MH/s, then the node was lost for half
 * an hour, then 5 MH/s. Run as a program, as a database that was open in a process may stay locked until its end:
 * `node past-history.ts <user folder>`.
 */
import { join } from 'node:path';
import { openHistory } from '../../../src-core/index.ts';

const MINUTE_MS = 60_000;
/** A spreadsheet would run it. */
const SLY_NAME = '=HYPERLINK("http://rig.example")';

const folder = process.argv[2] ?? '';
const now = Date.now();
const minutesAgo = (minutes: number): number => now - minutes * MINUTE_MS;
const shares = { accepted: 3, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
const history = openHistory(join(folder, 'history.db'));
for (let ago = 180; ago > 0; ago -= 0.5) {
  if (ago < 120 && ago > 90) continue;
  const hashesPerSecond = ago > 90 ? 2e6 : 5e6;
  const counts = { machines: 2, nodeShare: 1, shares };
  history.addSample({ atMs: minutesAgo(ago), hashesPerSecond, difficulty: 1e9, ...counts });
}
const node = 'http://node.example:1848';
history.mark({ kind: 'node-lost', node, error: 'timeout', atMs: minutesAgo(120) });
history.mark({ kind: 'node-back', node, atMs: minutesAgo(90) });
history.mark({ kind: 'machine-came', key: 'a', name: SLY_NAME, atMs: minutesAgo(30) });
history.close();
