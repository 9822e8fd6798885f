import { useMinerStore } from '../stores/miner-store.ts';
import { useIsPractice } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { useMachineTroubles } from '../components/machines/use-machine-troubles.ts';
import { openPage, useViewStore } from '../stores/view-store.ts';
import { failureSetting, failureText } from '../wording/failures.ts';
import { phaseWord } from '../wording/mining-phase.ts';
import {
  foremostProblem,
  otherTroubledWorkers,
  problemText,
} from '../wording/problems/problems.ts';
import { stripTrouble } from '../wording/verdict/strip-trouble.ts';
import { areAllHeld, heldTexts } from '../wording/worker-groups.ts';
import { Button } from '../components/controls/button.tsx';
import { FaultStrip } from './fault-strip.tsx';
import { HeldStrip } from './held-strip.tsx';
import { MiningFacts } from './mining-facts.tsx';
import { PhaseMark } from './phase-mark.tsx';
import { WaitingSettings } from './restart-button.tsx';
import { RestStrip } from './rest-strip.tsx';
import styles from './status-strip.module.css';
import { Strip } from './strip.tsx';

/** Always there: what the miner does, or what is wrong and what helps. */
export function StatusStrip() {
  const snapshot = useMinerStore((miner) => miner.calm);
  const practice = useIsPractice();
  const refusal = useViewStore((view) => view.refusal);
  const translation = useTranslation();
  const { t } = translation;
  const phase = snapshot?.phase ?? 'stopped';
  const problem = snapshot === null ? null : foremostProblem(snapshot);
  const machines = useMachineTroubles();
  const trouble = snapshot === null ? null : stripTrouble(translation, snapshot, machines);

  if (refusal !== null && phase === 'stopped') {
    const text = failureText(translation, refusal);
    return (
      <Strip tone="bad" spoken={text}>
        <PhaseMark phase="waiting" />
        <p className={styles.text}>
          <strong>{text}</strong>
        </p>
        <Button size="small" onClick={() => openPage('settings', failureSetting(refusal))}>
          {t('frame.openSettings')}
        </Button>
        <Button size="small" kind="quiet" onClick={() => useViewStore.setState({ refusal: null })}>
          {t('frame.dismiss')}
        </Button>
      </Strip>
    );
  }
  if (snapshot !== null && snapshot.rests.length > 0 && phase === 'stopped') {
    return <RestStrip rests={snapshot.rests} />;
  }
  if (snapshot !== null && problem !== null) {
    const fault = problemText(translation, problem, practice, snapshot);
    // Where the shares of every machine are refused, nothing useful is done.
    const allForNothing =
      problem.kind === 'shares' && problem.machines >= (snapshot.stratum?.online ?? 0);
    const works = phase === 'mining' && !allForNothing;
    const others = otherTroubledWorkers(problem, snapshot.problems);
    const advice =
      others === 0 ? fault.advice : t('problems.others', { advice: fault.advice, count: others });
    return <FaultStrip tone={works ? 'warn' : 'bad'} phase={phase} fault={{ ...fault, advice }} />;
  }
  if (snapshot !== null && phase === 'waiting' && areAllHeld(snapshot.groups)) {
    return <HeldStrip snapshot={snapshot} />;
  }
  if (trouble !== null) {
    const { tone, left } = trouble;
    return <FaultStrip {...{ tone, phase, left }} fault={trouble} />;
  }
  const held = snapshot === null ? [] : heldTexts(translation, snapshot.groups);
  return (
    <Strip tone="calm" spoken={[phaseWord(translation, phase), ...held].join('. ')}>
      <PhaseMark phase={phase} />
      <strong className={styles.phase}>{phaseWord(translation, phase)}</strong>
      {snapshot !== null && <MiningFacts snapshot={snapshot} practice={practice} />}
      <WaitingSettings />
    </Strip>
  );
}
