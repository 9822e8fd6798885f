import type { ReactNode } from 'react';
import type { DeviceSnapshot, SetupPlan } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import { CopyButton } from '../../../components/controls/copy-button.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from './configure.module.css';
import { MachineName } from './setup-list.tsx';

/** What to enter if no password is set: machines require one. */
const ANY_PASSWORD = 'x';

/** Why it would not connect, even with the right pool. */
const NO_WAYS: Readonly<Record<NonNullable<SetupPlan['noWay']>, MessageId>> = {
  'no-server': 'configure.obstacle.noServer',
  'not-listening-there': 'configure.obstacle.notListeningThere',
};

interface HandGuidesProps {
  readonly machines: readonly DeviceSnapshot[];
  readonly plans: readonly SetupPlan[] | null;
}

/** For machines that Heddle cannot configure: what to type and where, step by step. */
export function HandGuides({ machines, plans }: HandGuidesProps) {
  return machines.flatMap((device) => {
    const plan = plans?.find(({ id }) => id === device.id);
    return plan === undefined ? [] : [<HandGuide key={device.id} device={device} plan={plan} />];
  });
}

interface HandGuideProps {
  readonly device: DeviceSnapshot;
  readonly plan: SetupPlan;
}

function HandGuide({ device, plan }: HandGuideProps) {
  const { t } = useTranslation();
  const password = useSettingsStore((settings) => settings.config?.stratumPassword ?? null);
  const page = `http://${device.host}${device.webPort === 80 ? '' : `:${device.webPort}`}`;
  return (
    <Panel title={t('configure.byHand')}>
      <MachineName device={device} />
      {plan.noWay !== null && <p className={styles.obstacle}>{t(NO_WAYS[plan.noWay])}</p>}
      <p className="muted">
        {t(device.family === 'ibelink' ? 'configure.byHand.iBeLink' : 'configure.byHand.unknown')}
      </p>
      <ol className={styles.guide}>
        <Step text={t('configure.step.open')}>
          <Value text={page} label={t('configure.step.open.copy')} />
        </Step>
        <Step text={t('configure.step.page')} />
        <Step text={t('configure.step.url')}>
          <Value text={plan.url} label={t('configure.step.url.copy')} />
        </Step>
        <Step text={t('configure.step.worker')}>
          <Value text={plan.worker} label={t('configure.step.worker.copy')} />
        </Step>
        <Step text={t('configure.step.password')}>
          <Value text={password ?? ANY_PASSWORD} label={t('configure.step.password.copy')} />
        </Step>
        <Step text={t('configure.step.save')} />
      </ol>
    </Panel>
  );
}

function Step({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <li>
      <span>{text}</span>
      {children}
    </li>
  );
}

/** Text to type, with a button that copies it. */
function Value({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span className={styles.value}>
      <code className="mono selectable">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}
