import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { answerClose } from '../bridge.ts';
import { useViewStore } from '../stores/view-store.ts';
import { Button } from '../components/controls/button.tsx';
import styles from './close-dialog.module.css';

/** Asks what closing the window while mining shall do. */
export function CloseDialog() {
  const asked = useViewStore((view) => view.closeAsked);
  const [remember, setRemember] = useState(false);
  return (
    <Modal
      opened={asked}
      onClose={() => void answerClose({ choice: 'cancel', remember: false })}
      title="Keep mining?"
      withCloseButton={false}
      size="30rem"
    >
      <p className={styles.text}>
        Heddle is mining. It can go on in the background, reachable from its icon in the tray, or
        stop.
      </p>
      <Checkbox
        label="Remember my choice, until I change it in Settings"
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      <div className={styles.buttons}>
        <Button
          kind="quiet"
          onClick={() => void answerClose({ choice: 'cancel', remember: false })}
        >
          Cancel
        </Button>
        <span className={styles.gap} />
        <Button onClick={() => void answerClose({ choice: 'quit', remember })}>
          Stop and quit
        </Button>
        <Button
          kind="main"
          data-autofocus
          onClick={() => void answerClose({ choice: 'tray', remember })}
        >
          Keep mining in the tray
        </Button>
      </div>
    </Modal>
  );
}
