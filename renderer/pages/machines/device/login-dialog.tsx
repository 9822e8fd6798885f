import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Failure, GivenLogin } from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { LoginFields, NO_LOGIN } from '../../../components/machines/login-fields.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { givenLogin } from './ask-login.ts';
import styles from './device.module.css';

interface LoginDialogProps {
  readonly name: string;
  readonly opened: boolean;
  readonly busy: boolean;
  /** It may have no password. */
  readonly mayBeEmpty: boolean;
  /** Why the last login was refused; null before. */
  readonly refusal: Failure | null;
  readonly onCancel: () => void;
  readonly onLogin: (login: GivenLogin) => void;
}

/** Asks for the password of a machine, for one command. */
export function LoginDialog(props: LoginDialogProps) {
  const { name, opened, busy, mayBeEmpty, refusal, onCancel, onLogin } = props;
  const translation = useTranslation();
  const { t } = translation;
  const [draft, setDraft] = useState(NO_LOGIN);
  const isMissing = draft.password === '' && !mayBeEmpty;
  const close = (): void => {
    setDraft(NO_LOGIN);
    onCancel();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('devices.login.title', { name })}
      withCloseButton={false}
      size="34rem"
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMissing) onLogin(givenLogin(draft));
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
