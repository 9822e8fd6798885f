/** Which machines of a long list are looked for. Pure. */
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { joinedName } from '../../wording/devices/joined-state.ts';

/** Fewer fit on a page. */
const WORTH_SEARCHING = 10;

/** Whether the list is so long that it is searched. */
export function isLong(machines: readonly JoinedMachine[]): boolean {
  return machines.length > WORTH_SEARCHING;
}

/** Whether a machine has left and nothing else is known of it. */
export function isGone({ session, device }: JoinedMachine): boolean {
  return device === null && !session.isOnline;
}

/** The machines with every word of a text in their name, address, account, model or firmware, in any case. */
export function foundMachines(
  machines: readonly JoinedMachine[],
  text: string,
): readonly JoinedMachine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return machines;
  return machines.filter((machine) => {
    const known = knownOf(machine).join(' ').toLowerCase();
    return words.every((word) => known.includes(word));
  });
}

function knownOf(machine: JoinedMachine): readonly (string | null)[] {
  const { session, device } = machine;
  return [
    joinedName(machine),
    ...(session === null ? [] : [session.rig, session.address, session.user, session.agent]),
    ...(device === null ? [] : [device.host, device.model, device.firmware, device.mac]),
  ];
}
