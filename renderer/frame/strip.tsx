import type { ReactNode } from 'react';
import { useTranslation } from '../stores/use-translation.ts';
import { RestartButton } from './restart-button.tsx';
import { StartStopButton } from './start-stop-button.tsx';
import styles from './status-strip.module.css';

interface StripProps {
  readonly tone: 'calm' | 'warn' | 'bad';
  /** Said by screen readers when it changes. */
  readonly spoken: string;
  readonly children: ReactNode;
}

/** The line above the page, with Start or Stop at its end, and Restart where changed settings wait for that. */
export function Strip({ tone, spoken, children }: StripProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.strip} data-tone={tone} aria-label={t('frame.status')}>
      {children}
      <div className={styles.button}>
        <RestartButton />
        <StartStopButton />
      </div>
      <div className="unseen" role="status">
        {spoken}
      </div>
    </header>
  );
}

/** What happened, and what to do about it or what comes next. */
export function Sentences({
  happened,
  advice,
}: {
  readonly happened: string;
  readonly advice: string;
}) {
  return (
    <p className={styles.text}>
      <strong>{happened}</strong> <span className={styles.advice}>{advice}</span>
    </p>
  );
}
