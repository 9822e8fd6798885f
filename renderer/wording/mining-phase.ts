/** The phases of mining and the network that is mined on, in words. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import type { MiningPhase, NetworkInfo } from '../../contract/screen-contract.ts';

const PHASES: Readonly<Record<MiningPhase, MessageId>> = {
  stopped: 'frame.phase.stopped',
  starting: 'frame.phase.starting',
  mining: 'frame.phase.mining',
  waiting: 'frame.phase.waiting',
  stopping: 'frame.phase.stopping',
};

/** One word for the phase. */
export function phaseWord({ t }: Translation, phase: MiningPhase): string {
  return t(PHASES[phase]);
}

/** The network's name as people say it. */
export function networkText(network: NetworkInfo | null, practice: boolean): string {
  if (practice) return 'practice network';
  return network === null ? 'no network yet' : network.versionName;
}

/** `1 chain`, `20 chains`. */
export function chainsText(count: number): string {
  return `${count} ${count === 1 ? 'chain' : 'chains'}`;
}

/** `no machine yet`, `1 machine`, `12 machines`. */
export function machinesText(online: number): string {
  if (online === 0) return 'no machine connected';
  return `${online} ${online === 1 ? 'machine' : 'machines'}`;
}

/** Milliseconds as the strip writes them: `3 ms`, `less than 1 ms`. */
export function latencyText(latencyMs: number): string {
  return latencyMs < 1 ? 'under 1 ms' : `${Math.round(latencyMs)} ms`;
}
