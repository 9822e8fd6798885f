import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { answerClose } from '../../bridge.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Button } from '../../components/controls/button.tsx';
import styles from './close-dialog.module.css';

/** Asks what closing the window while mining should do. */
export function CloseDialog() {
  const { t } = useTranslation();
  const asked = useViewStore((view) => view.closeAsked);
  const isPaused = useMinerStore(
    ({ snapshot }) => snapshot?.phase === 'stopped' && snapshot.rests.length > 0,
  );
  const [remember, setRemember] = useState(false);
  const cancel = (): void => void answerClose({ choice: 'cancel', remember: false });
  return (
    <Modal
      opened={asked}
      onClose={cancel}
      title={t('frame.close')}
      withCloseButton={false}
      size="36rem"
    >
      <p className={styles.text}>{t(isPaused ? 'rests.close' : 'frame.close.about')}</p>
      <Checkbox
        label={t('frame.close.remember')}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      <div className={styles.buttons}>
        <Button kind="quiet" onClick={cancel}>
          {t('frame.close.cancel')}
        </Button>
        <span className={styles.gap} />
        <Button onClick={() => void answerClose({ choice: 'quit', remember })}>
          {t('frame.close.quit')}
        </Button>
        <Button
          kind="main"
          data-autofocus
          onClick={() => void answerClose({ choice: 'tray', remember })}
        >
          {t('frame.close.tray')}
        </Button>
      </div>
    </Modal>
  );
}
