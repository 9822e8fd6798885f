/** Machines whose hash rates can be compared: those with a session here. Pure. */
import type { JoinedMachine } from '../../../stores/joined-machines.ts';
import { joinedName } from '../../../wording/devices/joined-state.ts';
import { bestEstimate } from '../../../wording/machines/rate-estimates.ts';

interface ComparableMachine {
  /** Of its session. */
  readonly key: string;
  /** Of no other machine in the list: with its address where two have the same. */
  readonly name: string;
  readonly hashesPerSecond: number;
}

/** By name. */
export function comparable(machines: readonly JoinedMachine[]): readonly ComparableMachine[] {
  const found = machines.flatMap((machine) => {
    const { session } = machine;
    if (session === null) return [];
    const { key, address, hashRate } = session;
    const { hashesPerSecond } = bestEstimate(hashRate);
    return [{ key, address, name: joinedName(machine), hashesPerSecond }];
  });
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return found
    .map(({ address, ...machine }) => {
      const isAlone = counts.get(machine.name) === 1;
      return { ...machine, name: isAlone ? machine.name : `${machine.name} (${address})` };
    })
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** Keys of one machine, where there is one, and of those with the highest rates beside it. */
export function withFastest(
  machines: readonly ComparableMachine[],
  first: string | null,
  count: number,
): readonly string[] {
  const keys = [...machines]
    .sort((a, b) => b.hashesPerSecond - a.hashesPerSecond)
    .map(({ key }) => key);
  const others = keys.filter((key) => key !== first);
  return [...keys.filter((key) => key === first), ...others].slice(0, count);
}
