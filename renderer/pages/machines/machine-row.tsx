import { memo } from 'react';
import { Ago } from '../../components/controls/ago.tsx';
import { MachineStateMark } from '../../components/machines/machine-state-mark.tsx';
import { Sparkline } from '../../components/charts/sparkline.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';
import { openMachine } from '../../stores/machine-list-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { machineName } from '../../wording/machines/machine-name.ts';
import { machineState } from '../../wording/machines/machine-state.ts';
import { bestEstimate, errorText, estimatesText } from '../../wording/machines/rate-estimates.ts';
import { hasManyRejected, rejectedCount, sharesText } from '../../wording/machines/share-kinds.ts';
import { hashesPerShareText, levelText } from '../../wording/machines/share-level.ts';
import { UNKNOWN, countText, hashRateText } from '../../wording/figures/si-number.ts';
import { MachineParticulars } from './detail/machine-particulars.tsx';
import styles from './machines.module.css';
import { SPARKLINE_MS, useSparkline } from './use-sparkline.ts';

interface MachineRowProps {
  readonly machine: MachineSnapshot;
  readonly asking: StratumSnapshot['asking'];
}

/** The cells of one machine; what identifies it and since when it is connected stands below them. */
export const MachineRow = memo(function MachineRow({ machine, asking }: MachineRowProps) {
  const translation = useTranslation();
  const { key, level, difficulty, shares, lastShareAtMs } = machine;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const state = machineState(translation, machine, asking, nowMs);
  return (
    <>
      <td className={styles.name}>
        <button
          type="button"
          title={machineName(machine)}
          onClick={(event) => {
            event.stopPropagation();
            openMachine(key);
          }}
        >
          {machineName(machine)}
        </button>
        <MachineParticulars machine={machine} reason={state.reason} />
      </td>
      <td>
        <MachineStateMark state={state} />
      </td>
      <td className={styles.number} title={estimatesText(translation, machine.hashRate)}>
        <Rate machine={machine} />
      </td>
      <td
        className={styles.number}
        title={difficulty === null ? undefined : hashesPerShareText(translation, difficulty)}
      >
        {levelText(translation, level)}
      </td>
      <td className={styles.number}>{countText(translation, shares.accepted)}</td>
      <td
        className={styles.number}
        title={sharesText(translation, shares)}
        data-many={hasManyRejected(shares) || undefined}
      >
        {countText(translation, rejectedCount(shares))}
      </td>
      <td className={styles.number}>
        {lastShareAtMs === null ? UNKNOWN : <Ago atMs={lastShareAtMs} />}
      </td>
    </>
  );
});

function Rate({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const samples = useSparkline(machine.key);
  // It moves on when new samples come.
  const untilMs = useClockStore((clock) => Math.ceil(clock.nowMs / 10_000) * 10_000);
  const estimate = bestEstimate(machine.hashRate);
  const isKnown = machine.isOnline && estimate.relativeError !== null;
  return (
    <span className={styles.rate}>
      <Sparkline samples={samples} fromMs={untilMs - SPARKLINE_MS} untilMs={untilMs} />
      <span>
        {isKnown ? hashRateText(translation, estimate.hashesPerSecond) : UNKNOWN}
        <small>{isKnown && errorText(translation, estimate)}</small>
      </span>
    </span>
  );
}
