/** Texts of the phases of mining, and of the network. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import type { MiningPhase, NetworkInfo } from '../../contract/screen-contract.ts';
import { isPractice } from '../stores/blocks/practice-network.ts';
import { networkName } from './figures/network-name.ts';

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

/**
 * The network's name as people say it.
 * @param practice the settings choose Heddle's own practice network: it needs no name, a real network always does
 */
export function networkText(
  translation: Translation,
  network: NetworkInfo | null,
  practice: boolean,
): string {
  const { t } = translation;
  if (practice && (network === null || isPractice(network.versionName))) return t('frame.practice');
  return network === null ? t('frame.noNetwork') : networkName(translation, network.versionName);
}

/** `1 chain`, `20 chains`. */
export function chainsText({ t }: Translation, count: number): string {
  return t('units.chains', { count });
}

/** Milliseconds: `3 ms`, `under 1 ms`. */
export function latencyText({ t }: Translation, latencyMs: number): string {
  if (latencyMs < 1) return t('units.underMillisecond');
  return t('units.milliseconds', { ms: Math.round(latencyMs) });
}
