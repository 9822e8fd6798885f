/** What happens in a year of 20 machines: machines come and leave, mining pauses, a node is lost, blocks are found. */
import { createHash } from 'node:crypto';
import { mkChainId } from '../../src-core/chainweb/chain-graph.ts';
import type { HistoryTables } from '../../src-core/history/history-tables.ts';
import type { EventMark } from '../../src-core/history/marks/history-mark.ts';
import type { OwnBlock } from '../../src-core/state/snapshot-types.ts';
import { machineKey, MACHINES, rigName } from './machines.ts';

const DAY_MS = 86_400_000;
const DAYS = 365;
/** Machines that reconnect for longer than a moment. */
const ABSENCES_A_DAY = 18;
/** With the rate and the difficulty of the points. */
const BLOCKS_A_DAY = 20;

/** Writes the marks, in their order. @param untilMs end of the year, since the Unix epoch */
export function fillMarks({ marks }: HistoryTables, untilMs: number): void {
  for (let day = 0; day < DAYS; day++) {
    for (const mark of marksOfDay(day, untilMs - (DAYS - day) * DAY_MS)) marks.put(mark);
  }
}

/** Writes the blocks of the year that ends at `untilMs`. */
export function fillBlocks({ blocks }: HistoryTables, untilMs: number): void {
  const fromMs = untilMs - DAYS * DAY_MS;
  blocks.put(Array.from({ length: DAYS * BLOCKS_A_DAY }, (_, index) => blockOf(index, fromMs)));
}

/** Two pauses a day by the schedule, the settings changed once a week, a node lost every ten days. */
function marksOfDay(day: number, fromMs: number): readonly EventMark[] {
  const at = (part: number): number => Math.round(fromMs + part * DAY_MS);
  const marks: EventMark[] = [];
  for (let n = 0; n < ABSENCES_A_DAY; n++) {
    const index = (day * 7 + n * 3) % MACHINES;
    const machine = { key: machineKey(index), name: rigName(index) };
    const atMs = at((n + Math.random()) / ABSENCES_A_DAY);
    marks.push({ kind: 'machine-left', ...machine, reason: { kind: 'silent', ms: 300_000 }, atMs });
    marks.push({ kind: 'machine-came', ...machine, atMs: atMs + 120_000 });
  }
  for (const part of [0.3, 0.7]) {
    marks.push({ kind: 'paused', reason: 'schedule', atMs: at(part) });
    marks.push({ kind: 'resumed', reason: 'schedule', atMs: at(part + 0.1) });
  }
  if (day % 7 === 0) marks.push({ kind: 'settings-changed', keys: ['node'], atMs: at(0.5) });
  if (day % 10 === 0) {
    const node = 'http://192.168.1.2:1848';
    marks.push({ kind: 'node-lost', node, error: 'timeout', atMs: at(0.6) });
    marks.push({ kind: 'node-back', node, atMs: at(0.61) });
  }
  return marks.sort((a, b) => a.atMs - b.atMs);
}

function blockOf(index: number, fromMs: number): OwnBlock {
  return {
    id: createHash('sha256').update(`${index}`).digest('base64url'),
    ...{ versionName: 'mainnet01', chain: mkChainId(index % 20), height: 6_000_000 + index },
    ...{
      difficulty: 4e17,
      effort: 1,
      foundAtMs: fromMs + Math.round((index / BLOCKS_A_DAY) * DAY_MS),
    },
    ...{ state: 'confirmed', reason: null, worker: machineKey(index % MACHINES), forkState: null },
    ...{ reward: 0.9, expectedSeconds: 4_000 },
  };
}
