import { stopMining } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { openPage, useViewStore } from '../stores/view-store.ts';
import type { MinerSnapshot } from '../../contract/screen-contract.ts';
import {
  chainsText,
  latencyText,
  machinesText,
  networkText,
  phaseWord,
} from '../wording/mining-phase.ts';
import { failureSetting, failureText } from '../wording/failures.ts';
import { foremostProblem, othersText, problemWords } from '../wording/problems.ts';
import { countText } from '../wording/si-number.ts';
import { applyFix } from './apply-fix.ts';
import { Button } from '../components/controls/button.tsx';
import { PhaseMark } from './phase-mark.tsx';
import { StartStopButton } from './start-stop-button.tsx';
import styles from './status-strip.module.css';

/** Always there: what the miner does, or what is wrong and what helps. */
export function StatusStrip({ shortcut }: { readonly shortcut: string }) {
  const snapshot = useMinerStore((miner) => miner.calm);
  const practice = useSettingsStore((settings) => settings.config?.practice ?? false);
  const refusal = useViewStore((view) => view.refusal);
  const pausedOnBattery = useSettingsStore((settings) => settings.pausedOnBattery);
  const translation = useTranslation();
  const phase = snapshot?.phase ?? 'stopped';
  const problem = snapshot === null ? null : foremostProblem(snapshot);
  const fault =
    problem === null ? null : problemWords(translation, problem, practice, phase === 'mining');

  if (refusal !== null && phase === 'stopped') {
    const text = failureText(translation, refusal);
    return (
      <Strip tone="bad" spoken={text} shortcut={shortcut}>
        <PhaseMark phase="waiting" />
        <p className={styles.words}>
          <strong>{text}</strong>
        </p>
        <Button size="small" onClick={() => openPage('settings', failureSetting(refusal))}>
          Open Settings
        </Button>
        <Button size="small" kind="quiet" onClick={() => useViewStore.setState({ refusal: null })}>
          Dismiss
        </Button>
      </Strip>
    );
  }
  if (pausedOnBattery && phase === 'stopped') {
    return (
      <Strip tone="warn" spoken="Mining rests on battery" shortcut={shortcut}>
        <PhaseMark phase="stopped" />
        <p className={styles.words}>
          <strong>Mining rests: this computer runs on battery.</strong>{' '}
          <span className={styles.advice}>It goes on with mains power.</span>
        </p>
        <Button size="small" onClick={() => void stopMining()}>
          Stay stopped
        </Button>
      </Strip>
    );
  }
  if (fault !== null && problem !== null) {
    const others = othersText(problem, snapshot?.problems ?? []);
    const advice = others === '' ? fault.advice : `${fault.advice} ${others}`;
    return (
      <Strip
        tone={phase === 'mining' ? 'warn' : 'bad'}
        spoken={`${phaseWord(translation, phase)}. ${fault.happened} ${advice}`}
        shortcut={shortcut}
      >
        <PhaseMark phase={phase === 'mining' ? 'mining' : 'waiting'} />
        <p className={styles.words}>
          <strong>{fault.happened}</strong> <span className={styles.advice}>{advice}</span>
        </p>
        <Button size="small" onClick={() => applyFix(fault.action)}>
          {fault.button}
        </Button>
      </Strip>
    );
  }
  return (
    <Strip tone="calm" spoken={phaseWord(translation, phase)} shortcut={shortcut}>
      <PhaseMark phase={phase} />
      <strong className={styles.phase}>{phaseWord(translation, phase)}</strong>
      {snapshot !== null && <Facts snapshot={snapshot} practice={practice} />}
    </Strip>
  );
}

interface StripProps {
  readonly tone: 'calm' | 'warn' | 'bad';
  /** Said by screen readers when it changes. */
  readonly spoken: string;
  readonly shortcut: string;
  readonly children: React.ReactNode;
}

function Strip({ tone, spoken, shortcut, children }: StripProps) {
  return (
    <header className={styles.strip} data-tone={tone} aria-label="Status">
      {children}
      <div className={styles.button}>
        <StartStopButton shortcut={shortcut} />
      </div>
      <div className="unseen" role="status">
        {spoken}
      </div>
    </header>
  );
}

interface FactsProps {
  readonly snapshot: MinerSnapshot;
  readonly practice: boolean;
}

function Facts({ snapshot, practice }: FactsProps) {
  const translation = useTranslation();
  const { network, node, tips, phase, stratum } = snapshot;
  if (phase === 'stopped' && network === null) {
    return (
      <p className={styles.facts}>
        <span>{practice ? 'practice network' : 'ready'}</span>
      </p>
    );
  }
  const height = tips.reduce((highest, tip) => Math.max(highest, tip.height), -1);
  return (
    <p className={styles.facts}>
      <span>{networkText(network, practice)}</span>
      {network !== null && <span>{chainsText(network.graph.length)}</span>}
      {height >= 0 && <span>height {countText(translation, height)}</span>}
      {node !== null && node.latencyMs !== null && phase !== 'stopped' && (
        <span title={node.url}>node {latencyText(node.latencyMs)}</span>
      )}
      {stratum !== null && phase !== 'stopped' && <span>{machinesText(stratum.online)}</span>}
    </p>
  );
}
