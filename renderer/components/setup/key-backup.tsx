import { Checkbox } from '@mantine/core';
import type { KeyPair } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { CopyButton } from '../controls/copy-button.tsx';
import styles from './key-backup.module.css';

interface KeyBackupProps {
  readonly pair: KeyPair;
  readonly stored: boolean;
  readonly setStored: (stored: boolean) => void;
}

/** Shows a new key's private half, this once, and asks the user to store it. */
export function KeyBackup({ pair, stored, setStored }: KeyBackupProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.backup}>
      <dl className={styles.keys}>
        <dt>{t('setup.key.private')}</dt>
        <dd>
          <code className="mono selectable">{pair.privateKey}</code>
          <CopyButton text={pair.privateKey} label={t('setup.key.private.copy')} />
        </dd>
        <dt>{t('setup.key.public')}</dt>
        <dd>
          <code className="mono selectable">{pair.publicKey}</code>
          <CopyButton text={pair.publicKey} label={t('setup.key.public.copy')} />
        </dd>
      </dl>
      <p className="muted">{t('setup.key.warning')}</p>
      <Checkbox
        label={t('setup.key.stored')}
        checked={stored}
        onChange={(event) => setStored(event.currentTarget.checked)}
      />
    </div>
  );
}
