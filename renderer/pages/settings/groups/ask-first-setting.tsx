import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SwitchRow } from '../fields/switch-row.tsx';
import { useConfig, useSetting } from '../fields/use-setting.ts';
import styles from '../settings.module.css';

/** Names in a sentence; further ones are counted. */
const SHOWN_NAMES = 5;

/**
 * Whether the user is asked about new machines. Without the question the list of those that were let in keeps all
 * others out, so whoever turns it off chooses what becomes of the list.
 */
export function AskFirstSetting() {
  const { t } = useTranslation();
  const { value, defaultValue, row, save } = useSetting('stratumAskFirst');
  const { stratumAllowedRigs: rigs } = useConfig();
  const [asking, setAsking] = useState(false);
  const turn = (isOn: boolean): void => {
    if (isOn || rigs.length === 0) void save({ stratumAskFirst: isOn });
    else setAsking(true);
  };
  const turnOff = (letsAllIn: boolean): void => {
    setAsking(false);
    void save({ stratumAskFirst: false, ...(letsAllIn && { stratumAllowedRigs: [] }) });
  };
  const shown = rigs.slice(0, SHOWN_NAMES);
  return (
    <>
      <SwitchRow {...{ row, value, defaultValue }} onChange={turn} />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('settings.whoMayMine.title')}
        withCloseButton={false}
      >
        <p>
          {t('settings.whoMayMine.about', {
            count: rigs.length,
            names: shown.join(', '),
            more: rigs.length - shown.length,
          })}
        </p>
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t('settings.cancel')}
          </Button>
          <Button onClick={() => turnOff(false)}>{t('settings.whoMayMine.list')}</Button>
          <Button kind="main" data-autofocus onClick={() => turnOff(true)}>
            {t('settings.whoMayMine.all')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
