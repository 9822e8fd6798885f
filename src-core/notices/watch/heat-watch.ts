/** Machines that are too hot by their own readings: reported once, until they have been cool for a while. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import { lasted, OFF } from './watch-rules.ts';
import type { Lasting } from './watch-rules.ts';

/** By id of the device. */
export type HeatWatch = ReadonlyMap<string, Lasting>;

export const ALL_COOL: HeatWatch = new Map();

/** A machine at its limit is read above and below it by turns. */
const COOL_FOR_MS = 10 * 60_000;

/** After a look at the problems. */
export function watchHeat(
  before: HeatWatch,
  { problems, atMs }: Pick<MinerSnapshot, 'problems' | 'atMs'>,
): { readonly watch: HeatWatch; readonly notices: readonly NoticeFacts[] } {
  const hot = new Map<string, NoticeFacts>();
  for (const problem of problems) {
    if (problem.kind !== 'device' || problem.complaint.kind !== 'too-hot') continue;
    const { part, celsius, limit } = problem.complaint;
    hot.set(problem.device, { kind: 'machine-hot', machine: problem.name, part, celsius, limit });
  }
  const watch = new Map<string, Lasting>();
  const notices: NoticeFacts[] = [];
  for (const device of new Set([...before.keys(), ...hot.keys()])) {
    const was = before.get(device) ?? OFF;
    const now = lasted(was, hot.has(device), atMs, { onMs: 0, offMs: COOL_FOR_MS });
    const facts = hot.get(device);
    if (now.isOn && !was.isOn && facts !== undefined) notices.push(facts);
    if (now.isOn) watch.set(device, now);
  }
  return { watch, notices };
}
