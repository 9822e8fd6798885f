/** Faults as they are typed: `hot-chips`, `hot-chips@2` for the second machine, `-hot-chips@2` to end it. */
import { FAULT_NAMES, NAMED_FAULTS, noFaults } from './machine/faults.ts';
import type { FaultName, SimulatedFaults } from './machine/faults.ts';

export interface FaultOrder {
  readonly name: FaultName;
  /** Counted from 1; null for all machines. */
  readonly machine: number | null;
  readonly isOn: boolean;
}

/** Null for a text that is none. */
export function parseFaultOrder(text: string): FaultOrder | null {
  const [, minus, typed, number] = /^(-?)([a-z0-9-]+?)(?:@(\d{1,2}))?$/.exec(text.trim()) ?? [];
  const name = FAULT_NAMES.find((each) => each === typed);
  if (name === undefined) return null;
  return { name, machine: number === undefined ? null : Number(number), isOn: minus === '' };
}

/** Does as ordered. Returns how many machines it was for. */
export function orderFault(
  machines: readonly { readonly faults: SimulatedFaults }[],
  { name, machine, isOn }: FaultOrder,
): number {
  const meant = machines.filter((_, index) => machine === null || machine === index + 1);
  for (const { faults } of meant) {
    const change = Object.keys(NAMED_FAULTS[name]).map((key) => [
      key,
      isOn ? NAMED_FAULTS[name][key as never] : noFaults()[key as keyof SimulatedFaults],
    ]);
    Object.assign(faults, Object.fromEntries(change));
  }
  return meant.length;
}
