import { Modal } from '@mantine/core';
import { useState } from 'react';
import { generateKey, saveConfig } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { KeyBackup } from '../../../components/setup/key-backup.tsx';
import type { Failure, KeyPair } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import styles from '../settings.module.css';

/** Makes a new key, shows its private half once, and uses it when that is stored. */
export function NewKey() {
  const translation = useTranslation();
  const { t } = translation;
  const [pair, setPair] = useState<KeyPair | null>(null);
  const [stored, setStored] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const close = (): void => {
    setPair(null);
    setStored(false);
    setRefusal(null);
  };
  const use = async (publicKey: string): Promise<void> => {
    const outcome = await saveConfig({ publicKey, account: null });
    if (outcome.ok) close();
    else setRefusal(outcome.failure);
  };
  return (
    <div className={styles.extra}>
      <Button onClick={() => void generateKey().then(setPair)}>{t('settings.newKey')}</Button>
      <Modal
        opened={pair !== null}
        onClose={close}
        title={t('settings.newKey.title')}
        closeButtonProps={{ 'aria-label': t('settings.close') }}
        size="44rem"
      >
        {pair !== null && (
          <>
            <KeyBackup pair={pair} stored={stored} setStored={setStored} />
            <p className={styles.refusal} role="alert">
              {refusal !== null && failureText(translation, refusal)}
            </p>
            <div className={styles.buttons}>
              <Button kind="quiet" onClick={close}>
                {t('settings.cancel')}
              </Button>
              <Button kind="main" disabled={!stored} onClick={() => void use(pair.publicKey)}>
                {t('settings.newKey.use')}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </div>
  );
}
