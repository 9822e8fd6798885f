import type { ReactNode } from 'react';
import { useTranslation } from '../stores/use-translation.ts';
import { StartStopButton } from './start-stop-button.tsx';
import styles from './status-strip.module.css';

interface StripProps {
  readonly tone: 'calm' | 'warn' | 'bad';
  /** Said by screen readers when it changes. */
  readonly spoken: string;
  readonly children: ReactNode;
}

/** The line above the page, with Start or Stop at its end. */
export function Strip({ tone, spoken, children }: StripProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.strip} data-tone={tone} aria-label={t('frame.status')}>
      {children}
      <div className={styles.button}>
        <StartStopButton />
      </div>
      <div className="unseen" role="status">
        {spoken}
      </div>
    </header>
  );
}
