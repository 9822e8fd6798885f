import { useTranslation } from '../../../stores/use-translation.ts';
import { useEffect } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import { Figure } from '../../../components/controls/figure.tsx';
import { MachineStateMark } from '../../../components/machines/machine-state-mark.tsx';
import { Panel } from '../../../components/controls/panel.tsx';
import { StageDots } from '../../../components/machines/stage-dots.tsx';
import { useClockStore } from '../../../stores/clock-store.ts';
import type { MachineSnapshot, StratumSnapshot } from '../../../../contract/screen-contract.ts';
import { openMachine } from '../../../stores/machine-list-store.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { shareRefusalText } from '../../../wording/machines/machine-refusals.ts';
import { machineName } from '../../../wording/machines/machine-name.ts';
import { machineState } from '../../../wording/machines/machine-state.ts';
import { agoText, exactText } from '../../../wording/figures/moments.ts';
import {
  bestEstimate,
  errorText,
  estimatesText,
} from '../../../wording/machines/rate-estimates.ts';
import { countText, hashRateParts } from '../../../wording/figures/si-number.ts';
import {
  SHARE_KINDS,
  hasManyRejected,
  rejectedPartText,
  shareKindText,
} from '../../../wording/machines/share-kinds.ts';
import { MachineChartPanel } from './machine-chart-panel.tsx';
import styles from './machine-detail.module.css';
import { SessionFacts } from './session-facts.tsx';

const NO_QUESTIONS: StratumSnapshot['asking'] = [];

/** Everything about one machine. Esc goes back to the list. */
export function MachineDetail({ machine }: { readonly machine: MachineSnapshot }) {
  const { t } = useTranslation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) openMachine(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <header className={styles.head}>
          <Button kind="quiet" size="small" icon="back" onClick={() => openMachine(null)}>
            {t('machines.detail.back')}
          </Button>
          <h1>{machineName(machine)}</h1>
          <State machine={machine} />
        </header>
        <MachineChartPanel machine={machine} now={<RateNow machine={machine} />} />
        <div className={styles.side}>
          <Panel title={t('machines.detail.connection')}>
            <SessionFacts machine={machine} />
          </Panel>
        </div>
        <Panel title={t('machines.detail.shares')} aside={<Rejections machine={machine} />}>
          <ShareCounters machine={machine} />
        </Panel>
      </div>
    </div>
  );
}

function State({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const asking = useMinerStore((miner) => miner.calm?.stratum?.asking ?? NO_QUESTIONS);
  const state = machineState(translation, machine, asking, nowMs);
  const isArriving = machine.isOnline && machine.stage !== 'mining';
  return (
    <>
      <MachineStateMark state={state} />
      {isArriving && <StageDots stage={machine.stage} />}
      {state.tone !== 'good' && <p className="muted">{state.meaning}</p>}
    </>
  );
}

function RateNow({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const estimate = bestEstimate(machine.hashRate);
  const isKnown = machine.isOnline && estimate.relativeError !== null;
  return (
    <p className={styles.now} title={estimatesText(translation, machine.hashRate)}>
      <Figure
        size="large"
        parts={hashRateParts(translation, isKnown ? estimate.hashesPerSecond : null)}
      />
      {isKnown && <span className="muted">{errorText(translation, estimate)}</span>}
    </p>
  );
}

/** How many shares became what, and what that means. */
function ShareCounters({ machine: { shares } }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  return (
    <dl className={styles.counters}>
      {SHARE_KINDS.map((kind) => (
        <div key={kind} data-none={shares[kind] === 0 || undefined}>
          <dt>{shareKindText(translation, kind).name}</dt>
          <dd>
            <strong>{countText(translation, shares[kind])}</strong>
            <span>{shareKindText(translation, kind).meaning}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Which part of its shares was rejected, and the last one's reason. */
function Rejections({ machine: { shares, lastRefusal } }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const part = rejectedPartText(translation, shares);
  if (part === null || lastRefusal === null) return null;
  const { atMs, refusal } = lastRefusal;
  const last = t('machines.detail.lastRejection', {
    ago: agoText(translation, atMs, nowMs),
    reason: shareRefusalText(translation, refusal),
  });
  return (
    <p className={`${styles.refusal} selectable`} title={exactText(translation, atMs)}>
      <span data-many={hasManyRejected(shares) || undefined}>
        {t('machines.detail.rejected', { part })}
      </span>
      {` · ${last}`}
    </p>
  );
}
