import { useTranslation } from '../stores/use-translation.ts';
import type { MinerSnapshot, StratumSnapshot } from '../../contract/screen-contract.ts';
import { chainsText, latencyText, networkText } from '../wording/mining-phase.ts';
import { forkText } from '../wording/figures/fork-state.ts';
import { countText } from '../wording/figures/si-number.ts';
import { keptOut } from '../wording/machines/machine-state.ts';
import { heldTexts, machinesText } from '../wording/worker-groups.ts';
import styles from './status-strip.module.css';

interface MiningFactsProps {
  readonly snapshot: MinerSnapshot;
  readonly practice: boolean;
}

/** The network, its chains and height, the node's latency, the machines, and kinds of workers that do not mine. */
export function MiningFacts({ snapshot, practice }: MiningFactsProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { network, node, tips, phase, stratum } = snapshot;
  if (phase === 'stopped' && network === null) {
    return (
      <p className={styles.facts}>
        <span>{t(practice ? 'frame.practice' : 'frame.ready')}</span>
      </p>
    );
  }
  const forks = forkText(translation, snapshot.forkState);
  const machines = machinesText(translation, snapshot.groups, stratum && admitted(stratum));
  const height = tips.reduce((highest, tip) => Math.max(highest, tip.height), -1);
  return (
    <p className={styles.facts}>
      <span>{networkText(translation, network, practice)}</span>
      {network !== null && <span>{chainsText(translation, network.graph.length)}</span>}
      {height >= 0 && <span>{t('frame.height', { height: countText(translation, height) })}</span>}
      {forks !== null && <span title={t('blocks.fork.about')}>{forks}</span>}
      {node !== null && node.latencyMs !== null && phase !== 'stopped' && (
        <span title={node.url}>
          {t('frame.node', { latency: latencyText(translation, node.latencyMs) })}
        </span>
      )}
      {machines !== null && phase !== 'stopped' && <span>{machines}</span>}
      {heldTexts(translation, snapshot.groups).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}

/**
 * Machines that may mine: those that were refused or wait for an answer are connected, too. Null where there are such
 * alone: the strip or the bar below it speaks of them.
 */
function admitted(stratum: StratumSnapshot): number | null {
  const { refused, asks } = keptOut(stratum);
  const count = Math.max(0, stratum.online - refused - asks);
  return count === 0 && stratum.online > 0 ? null : count;
}
