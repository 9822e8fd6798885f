import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { LoginFields, NO_LOGIN } from '../../../components/machines/login-fields.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { givenLogin } from './ask-login.ts';
import type { DeviceCommands } from './use-device-command.ts';
import styles from './device.module.css';

interface LoginDialogProps {
  readonly name: string;
  readonly device: DeviceSnapshot;
  readonly commands: DeviceCommands;
}

/** Asks for the password of a machine while a command waits for it. */
export function LoginDialog({ name, device, commands }: LoginDialogProps) {
  const { asks, busy } = commands;
  // A Goldshell may have no password.
  const mayBeEmpty = device.family === 'goldshell';
  const refusal = asks?.refusal ?? null;
  const translation = useTranslation();
  const { t } = translation;
  const [draft, setDraft] = useState(NO_LOGIN);
  const isMissing = draft.password === '' && !mayBeEmpty;
  const close = (): void => {
    setDraft(NO_LOGIN);
    commands.cancel();
  };
  return (
    <Modal
      opened={asks !== null}
      onClose={close}
      title={t('devices.login.title', { name })}
      withCloseButton={false}
      size="34rem"
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMissing) commands.login(givenLogin(draft));
        }}
      >
        <LoginFields
          isFirst
          draft={draft}
          onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        />
        {refusal !== null && (
          <p className={styles.bad} role="alert">
            {failureText(translation, refusal)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={close}>
            {t('devices.login.cancel')}
          </Button>
          <Button type="submit" kind="main" busy={busy} disabled={isMissing}>
            {t('devices.login.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
