import { useTranslation } from '../../../stores/use-translation.ts';
import { Button } from '../../../components/controls/button.tsx';
import { StageDots } from '../../../components/machines/stage-dots.tsx';
import type { MachineSnapshot, StratumSnapshot } from '../../../../contract/screen-contract.ts';
import { openMachine } from '../../../stores/machine-list-store.ts';
import { listedMachines } from '../machine-order.ts';
import { useClockStore } from '../../../stores/clock-store.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { addressText, machineName } from '../../../wording/machines/machine-name.ts';
import { STAGES, stageText } from '../../../wording/machines/machine-stages.ts';
import { machineState } from '../../../wording/machines/machine-state.ts';
import { bestEstimate, estimateText } from '../../../wording/machines/rate-estimates.ts';
import styles from './connect.module.css';

const NO_MACHINES: readonly MachineSnapshot[] = [];
const NO_QUESTIONS: StratumSnapshot['asking'] = [];
/** The newest ones; all of them are in the list. */
const SHOWN = 8;

/** The machines that connected last, each with the stages it has passed, and what it waits for. */
export function ArrivingMachines() {
  const translation = useTranslation();
  const { t } = translation;
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_MACHINES);
  const listens = useMinerStore((miner) => (miner.calm?.stratum?.listening ?? null) !== null);
  const nowMs = useClockStore((clock) => clock.nowMs);
  const newest = [...listedMachines(machines, nowMs)]
    .sort((a, b) => b.connectedAtMs - a.connectedAtMs)
    .slice(0, SHOWN);
  return (
    <div className={styles.arrivals}>
      <div className={styles.arrival} data-head="" aria-hidden="true">
        <span />
        <ol className={styles.legend}>
          {STAGES.map((stage) => (
            <li key={stage}>{stageText(translation, stage).name}</li>
          ))}
        </ol>
      </div>
      {newest.length === 0 ? (
        <p className={styles.none}>
          {listens ? t('connect.arriving.none') : t('connect.arriving.later')}
        </p>
      ) : (
        <ul aria-live="polite">
          {newest.map((machine) => (
            <Arrival key={machine.key} machine={machine} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Arrival({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const asking = useMinerStore((miner) => miner.calm?.stratum?.asking ?? NO_QUESTIONS);
  const state = machineState(translation, machine, asking, nowMs);
  const isMining = machine.isOnline && machine.stage === 'mining' && state.tone === 'good';
  return (
    <li className={styles.arrival} data-gone={machine.isOnline ? undefined : ''}>
      <div className={styles.who}>
        <strong>{machineName(machine)}</strong>
        <span className="muted">
          {[addressText(machine.address), machine.agent]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </div>
      <StageDots stage={machine.stage} />
      <p className={styles.advice} data-tone={state.tone}>
        {isMining
          ? t('connect.arriving.mining', {
              rate: estimateText(translation, bestEstimate(machine.hashRate)),
            })
          : state.meaning}
      </p>
      <Button kind="quiet" size="small" onClick={() => openMachine(machine.key)}>
        {t('connect.arriving.open')}
      </Button>
    </li>
  );
}
