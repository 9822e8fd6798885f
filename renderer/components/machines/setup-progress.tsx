import type { DeviceSetup } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { setupFaultText } from '../../wording/devices/setup-faults.ts';
import { setupStepText, setupSteps } from '../../wording/devices/setup-steps.ts';
import { Button } from '../controls/button.tsx';
import styles from './setup-progress.module.css';

interface SetupProgressProps {
  readonly setup: DeviceSetup;
  /** The machine had no pool before: putting that back removes ours. */
  readonly hadNoPool: boolean;
  readonly onTryAgain: () => void;
  readonly onPutBack: () => void;
}

/** How far the work on one machine has come: a dot a step, a sentence, and what to do when it failed. */
export function SetupProgress({ setup, hadNoPool, onTryAgain, onPutBack }: SetupProgressProps) {
  const { t } = useTranslation();
  const hasFailed = setup.state === 'failed';
  return (
    <div className={styles.progress}>
      <StepDots setup={setup} />
      <SetupSentence setup={setup} />
      {hasFailed && (
        <div className={styles.buttons}>
          <Button size="small" onClick={onTryAgain}>
            {t('configure.tryAgain')}
          </Button>
          {setup.kind === 'configure' && setup.canPutBack && (
            <Button size="small" onClick={onPutBack}>
              {t(hadNoPool ? 'configure.removePool' : 'configure.putOldBack')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function StepDots({ setup }: { readonly setup: DeviceSetup }) {
  const translation = useTranslation();
  const steps = setupSteps(setup.kind);
  const isDone = setup.state === 'done';
  const at = isDone ? steps.length - 1 : steps.indexOf(setup.step);
  return (
    <ol
      className={styles.dots}
      aria-label={translation.t('devices.setup.position', {
        number: at + 1,
        total: steps.length,
        name: setupStepText(translation, isDone ? setup.step : (steps[at] ?? setup.step)).name,
      })}
    >
      {steps.map((step, index) => (
        <li
          key={step}
          title={setupStepText(translation, step).name}
          data-lit={index < at || isDone || undefined}
          data-current={(index === at && setup.state === 'running') || undefined}
          data-failed={(index === at && setup.state === 'failed') || undefined}
        />
      ))}
    </ol>
  );
}

function SetupSentence({ setup }: { readonly setup: DeviceSetup }) {
  const translation = useTranslation();
  const { t } = translation;
  const { name, doing } = setupStepText(translation, setup.step);
  if (setup.state === 'running') {
    return (
      <p className={styles.text} data-tone="calm" role="status">
        {doing}
      </p>
    );
  }
  if (setup.state === 'done') {
    return (
      <p className={styles.text} data-tone="good" role="status">
        {t(doneText(setup))}
      </p>
    );
  }
  const fault = setup.fault ?? ({ kind: 'device', error: { kind: 'cancelled' } } as const);
  const { happened, advice } = setupFaultText(translation, fault);
  return (
    <p className={`${styles.text} selectable`} data-tone="bad" role="status">
      <strong>{t('configure.failedAt', { step: name, happened })}</strong> {advice}
    </p>
  );
}

function doneText({ kind, step }: DeviceSetup): MessageId {
  if (kind === 'put-back') return 'configure.done.putBack';
  return step === 'waiting-for-machine' ? 'configure.done.noShareYet' : 'configure.done';
}
