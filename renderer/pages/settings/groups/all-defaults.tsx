import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { settingLabel } from '../../../wording/settings/setting-texts.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { useSaveConfig } from '../fields/use-save.ts';
import { useConfig } from '../fields/use-setting.ts';
import styles from '../settings.module.css';
import { changesToDefaults } from './changes-to-defaults.ts';

/** A way to start over with the settings, after a question that names them. */
export function AllDefaults() {
  const { t, list } = useTranslation();
  const facts = useSettingFactsStore((store) => store.facts);
  const { state, save } = useSaveConfig('settings.allDefaults');
  const [asking, setAsking] = useState(false);
  const changes = changesToDefaults(useConfig(), facts);
  const labels = (Object.keys(changes) as (keyof MinerConfig)[]).flatMap((key) => {
    const label = settingLabel(key);
    return label === undefined ? [] : [t(label)];
  });
  const names = list([...new Set(labels)]);
  const use = async (): Promise<void> => {
    await save(changes);
    setAsking(false);
  };
  return (
    <SettingRow
      name="allDefaults"
      label={t('settings.allDefaults')}
      namesControl={false}
      about={
        labels.length === 0
          ? t('settings.allDefaults.none')
          : t('settings.allDefaults.about', { names })
      }
      applies={null}
      state={state}
    >
      <Button
        id="setting-allDefaults"
        disabled={labels.length === 0}
        onClick={() => setAsking(true)}
      >
        {t('settings.allDefaults.button')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('settings.allDefaults.title')}
        withCloseButton={false}
      >
        <p>{t('settings.allDefaults.consequence', { names })}</p>
        <div className={styles.buttons}>
          <Button kind="quiet" data-autofocus onClick={() => setAsking(false)}>
            {t('settings.allDefaults.keep')}
          </Button>
          <Button kind="danger" busy={state.status === 'saving'} onClick={() => void use()}>
            {t('settings.allDefaults.button')}
          </Button>
        </div>
      </Modal>
    </SettingRow>
  );
}
