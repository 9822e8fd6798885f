import { Modal } from '@mantine/core';
import { useState } from 'react';
import { resetPractice } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceSetting } from '../fields/choice-setting.tsx';
import { NumberSetting } from '../fields/number-setting.tsx';
import { SettingRow } from '../fields/setting-row.tsx';
import type { SaveState } from '../fields/use-save.ts';
import styles from '../settings.module.css';

/** How many chains each graph has. */
const CHAINS = { singleton: '1', pair: '2', triangle: '3', petersen: '10', twenty: '20' } as const;

/** The practice network: how many chains, how fast, and a way to start over. */
export function PracticeSettings() {
  return (
    <>
      <ChoiceSetting name="practiceGraph" choices={CHAINS} />
      <NumberSetting name="practiceBlockDelay" />
      <ResetPractice />
    </>
  );
}

function ResetPractice() {
  const { t } = useTranslation();
  const isMining = useMinerStore((miner) => (miner.snapshot?.phase ?? 'stopped') !== 'stopped');
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<SaveState>({ status: 'idle', refusal: null });
  const reset = async (): Promise<void> => {
    setState({ status: 'saving', refusal: null });
    const outcome = await resetPractice();
    setState(
      outcome.ok
        ? { status: 'saved', refusal: null }
        : { status: 'idle', refusal: outcome.failure },
    );
    setAsking(false);
  };
  return (
    <SettingRow
      name="resetPractice"
      label={t('settings.resetPractice')}
      namesControl={false}
      about={t(isMining ? 'settings.resetPractice.whileMining' : 'settings.resetPractice.about')}
      applies={null}
      state={state}
    >
      <Button id="setting-resetPractice" disabled={isMining} onClick={() => setAsking(true)}>
        {t('settings.resetPractice.button')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('settings.resetPractice.title')}
        withCloseButton={false}
      >
        <p>{t('settings.resetPractice.consequence')}</p>
        <div className={styles.buttons}>
          <Button kind="quiet" data-autofocus onClick={() => setAsking(false)}>
            {t('settings.resetPractice.keep')}
          </Button>
          <Button kind="danger" busy={state.status === 'saving'} onClick={() => void reset()}>
            {t('settings.resetPractice.button')}
          </Button>
        </div>
      </Modal>
    </SettingRow>
  );
}
