import { memo } from 'react';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';
import { Sparkline } from '../../components/charts/sparkline.tsx';
import { Ago } from '../../components/display/ago.tsx';
import { MachineEntry } from '../../components/machines/machine-entry.tsx';
import { MachineStateMark } from '../../components/machines/machine-state-mark.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { openMachine } from '../../stores/machine-list-store.ts';
import { useIsWatching } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { UNKNOWN, countText, hashRateText } from '../../wording/figures/si-number.ts';
import { joinedName, joinedState } from '../../wording/devices/joined-state.ts';
import { machineEntry } from '../../wording/machines/machine-entry.ts';
import { bestEstimate, errorText, estimatesText } from '../../wording/machines/rate-estimates.ts';
import { rejectedCount, rejectedExtent, sharesText } from '../../wording/machines/share-kinds.ts';
import { hashesPerShareText, levelText } from '../../wording/machines/share-level.ts';
import { MachineParticulars } from './detail/machine-particulars.tsx';
import styles from './machines.module.css';
import { TemperatureCell } from './temperature-cell.tsx';
import { SPARKLINE_MS, useSparkline } from './use-sparkline.ts';

interface MachineRowProps {
  readonly machine: JoinedMachine;
  readonly asking: StratumSnapshot['asking'];
  /** Whether any machine reports its temperature. */
  readonly hasTemperatures: boolean;
}

/** The cells of one machine; what identifies it, and how long it has been connected, stands below them. */
export const MachineRow = memo(function MachineRow(props: MachineRowProps) {
  const { machine, asking, hasTemperatures } = props;
  const translation = useTranslation();
  const { key, session, device } = machine;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const state = joinedState(translation, machine, asking, nowMs, useIsWatching());
  const name = joinedName(machine);
  return (
    <>
      <td className={styles.name}>
        <button
          type="button"
          title={name}
          onClick={(event) => {
            event.stopPropagation();
            openMachine(key);
          }}
        >
          {name}
        </button>
        <MachineParticulars machine={machine} reason={state.reason} />
      </td>
      <td data-wraps="">
        <MachineStateMark state={state} />
      </td>
      {session === null ? (
        <ReportedRate rate={device.error === null ? device.reading?.hashesPerSecond : null} />
      ) : machineEntry(session, asking) !== null ? (
        <td className={styles.number} data-entry="">
          <MachineEntry machine={session} asking={asking} />
        </td>
      ) : (
        <td className={styles.number} title={estimatesText(translation, session.hashRate)}>
          <Rate machine={session} />
        </td>
      )}
      {hasTemperatures && <TemperatureCell device={device} />}
      {session === null ? <NoShares /> : <Shares machine={session} />}
    </>
  );
});

/** The hash rate that a machine reports while it does not mine here. */
function ReportedRate({ rate }: { readonly rate: number | null | undefined }) {
  const translation = useTranslation();
  return (
    <td className={styles.number} title={translation.t('devices.rate.reported')}>
      <span className={styles.rate}>
        <span className="muted">
          {hashRateText(translation, rate ?? null)}
          <small />
        </span>
      </span>
    </td>
  );
}

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
      <span data-testid="machine-rate">
        {isKnown ? hashRateText(translation, estimate.hashesPerSecond) : UNKNOWN}
        <small>{isKnown && errorText(translation, estimate)}</small>
      </span>
    </span>
  );
}

function Shares({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { level, difficulty, shares, lastShareAtMs } = machine;
  return (
    <>
      <td
        className={styles.number}
        data-column="level"
        title={difficulty === null ? undefined : hashesPerShareText(translation, difficulty)}
      >
        {levelText(translation, level)}
      </td>
      <td className={styles.number}>{countText(translation, shares.accepted)}</td>
      <td
        className={styles.number}
        title={sharesText(translation, shares)}
        data-many={rejectedExtent(machine)}
      >
        {countText(translation, rejectedCount(shares))}
      </td>
      <td className={styles.number} data-wraps="">
        {lastShareAtMs === null ? UNKNOWN : <Ago atMs={lastShareAtMs} />}
      </td>
    </>
  );
}

function NoShares() {
  return (
    <>
      <td className={styles.number} data-column="level">
        {UNKNOWN}
      </td>
      <td className={styles.number}>{UNKNOWN}</td>
      <td className={styles.number}>{UNKNOWN}</td>
      <td className={styles.number}>{UNKNOWN}</td>
    </>
  );
}
