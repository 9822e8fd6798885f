import type { ReactNode } from 'react';
import { CopyButton } from '../../../components/controls/copy-button.tsx';
import styles from './connect.module.css';

interface ConnectValueProps {
  readonly name: string;
  /** The text to enter; null while it is not known. */
  readonly value: string | null;
  /** What its button copies, for screen readers. */
  readonly copyLabel: string;
  readonly isLarge?: boolean;
  /** What to know about it. */
  readonly children: ReactNode;
}

/** One value to enter into the machine, with a button that copies it. */
export function ConnectValue({ name, value, copyLabel, isLarge, children }: ConnectValueProps) {
  return (
    <div className={styles.field}>
      <h2>{name}</h2>
      <div>
        {value !== null && (
          <p className={styles.value} data-large={isLarge}>
            <code className="mono selectable">{value}</code>
            <CopyButton text={value} label={copyLabel} />
          </p>
        )}
        <div className={styles.sentence}>{children}</div>
      </div>
    </div>
  );
}
