import { Checkbox } from '@mantine/core';
import type { KeyPair } from '../../../contract/screen-contract.ts';
import { Button } from '../controls/button.tsx';
import { useCopied } from '../controls/copy-text.tsx';
import styles from './key-backup.module.css';

interface KeyBackupProps {
  readonly pair: KeyPair;
  readonly stored: boolean;
  readonly setStored: (stored: boolean) => void;
}

/** Shows a new key's private half, this once, and asks for it to be stored. */
export function KeyBackup({ pair, stored, setStored }: KeyBackupProps) {
  return (
    <div className={styles.backup}>
      <KeyLine name="Private key" text={pair.privateKey} />
      <KeyLine name="Public key" text={pair.publicKey} />
      <p className="muted">
        Whoever has the private key can spend the rewards. Heddle shows it this once and keeps no
        copy: put it into a password manager or a wallet.
      </p>
      <Checkbox
        label="I have stored it"
        checked={stored}
        onChange={(event) => setStored(event.currentTarget.checked)}
      />
    </div>
  );
}

function KeyLine({ name, text }: { readonly name: string; readonly text: string }) {
  const [copied, copy] = useCopied();
  return (
    <div className={styles.line}>
      <span className={styles.name}>{name}</span>
      <code className="mono selectable">{text}</code>
      <Button
        size="small"
        icon={copied ? 'check' : 'copy'}
        aria-label={`Copy the ${name.toLowerCase()}`}
        onClick={() => copy(text)}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
