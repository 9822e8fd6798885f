import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Failure, MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { saveConfig } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { useJoinedMachines } from '../use-listed-machines.ts';
import styles from './find.module.css';

/** Machines that connect by Stratum can be asked what they are, without a search: where that is allowed. */
export function AlreadyHere() {
  const { t } = useTranslation();
  const { isAllowed, allow, refusal } = useIdentifying();
  const unknown = useJoinedMachines().filter(
    ({ session, device }) => session?.isOnline === true && device === null,
  ).length;
  return (
    <Panel title={t('find.here')}>
      <Switch
        className={styles.here}
        classNames={{ description: styles.hereAbout }}
        withThumbIndicator={false}
        label={t('find.here.ask')}
        description={t('find.here.about', { count: unknown })}
        error={refusal}
        checked={isAllowed}
        onChange={(event) => allow(event.currentTarget.checked)}
      />
    </Panel>
  );
}

/** The same for a machine that is open and known by its shares alone. */
export function AskWhatItIs({ machine }: { readonly machine: MachineSnapshot }) {
  const { t } = useTranslation();
  const { isAllowed, allow, refusal } = useIdentifying();
  if (isAllowed || !machine.isOnline) return null;
  return (
    <Panel title={t('devices.facts')}>
      <div className={styles.ask}>
        <p className="muted">{t('find.here.detail')}</p>
        <Button size="small" onClick={() => allow(true)}>
          {t('find.here.ask')}
        </Button>
        {refusal !== null && <p role="alert">{refusal}</p>}
      </div>
    </Panel>
  );
}

/** The setting that allows it; it applies at once. */
function useIdentifying() {
  const translation = useTranslation();
  const isAllowed = useSettingsStore((settings) => settings.config?.identifyMachines ?? false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const allow = (identifyMachines: boolean): void => {
    void saveConfig({ identifyMachines }).then((outcome) =>
      setFailure(outcome.ok ? null : outcome.failure),
    );
  };
  return {
    isAllowed,
    allow,
    refusal: failure === null ? null : failureText(translation, failure),
  };
}
