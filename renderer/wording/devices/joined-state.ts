/** The state of a machine by all that is known of it, and how much attention it needs. */
import type { StratumSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import {
  complaintState,
  deviceName,
  idleDeviceState,
  mayBreak,
  setupState,
} from './device-state.ts';
import { machineName } from '../machines/machine-name.ts';
import { attentionRank, machineState } from '../machines/machine-state.ts';
import type { MachineState } from '../machines/machine-state.ts';

/** The name that it sent; else its model or address. */
export function joinedName({ session, device }: JoinedMachine): string {
  if (session === null) return deviceName(device);
  const isNameless = session.rig === null || session.rig === '';
  return isNameless && device !== null ? deviceName(device) : machineName(session);
}

/**
 * What may break the machine comes first, then what its session says, unless that is well and the
 * machine itself complains. One that has left is described by what its own interface reports.
 * @param isWatched whether machines are read without being asked to
 */
export function joinedState(
  translation: Translation,
  machine: JoinedMachine,
  asking: StratumSnapshot['asking'],
  nowMs: number,
  isWatched = true,
): MachineState {
  const { session, device } = machine;
  if (device === null) return machineState(translation, session, asking, nowMs);
  const known = session === null ? null : machineState(translation, session, asking, nowMs);
  const complaint = complaintState(translation, device);
  if (complaint !== null && device.complaints.some(mayBreak)) return complaint;
  const running = device.setup?.state === 'running' ? setupState(translation, device) : null;
  if (session !== null && known !== null && session.isOnline) {
    if (known.tone === 'bad' || known.tone === 'warn') return known;
    return running ?? complaint ?? known;
  }
  const setup = setupState(translation, device);
  if (setup !== null) return setup;
  const idle = idleDeviceState(translation, device, isWatched);
  // A machine that restarts has just left: that says more than that it does not answer.
  return known !== null && device.reading === null ? known : idle;
}

/** Orders machines by their need of attention: the lower, the more of it. */
export function joinedRank(
  { session, device }: JoinedMachine,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): number {
  if (device?.complaints.some(mayBreak) === true) return -1;
  const own = session === null ? null : attentionRank(session, asking, nowMs);
  if (device === null) return own ?? LEFT;
  if (own !== null && session !== null && session.isOnline) {
    return device.complaints.length > 0 ? Math.min(own, 2) : own;
  }
  if (device.setup?.state === 'failed') return 0;
  if (device.setup?.state === 'running') return 3;
  if (device.complaints.length > 0 || device.error !== null) return 2;
  return LEFT;
}

/** Of `attentionRank`: machines that do not mine here. */
const LEFT = 5;
