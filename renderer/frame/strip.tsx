import type { ReactNode } from 'react';
import { useTranslation } from '../stores/use-translation.ts';
import { useViewStore } from '../stores/view-store.ts';
import { RestartButton } from './restart-button.tsx';
import { StartStopButton } from './start-stop-button.tsx';
import styles from './status-strip.module.css';

interface StripProps {
  readonly tone: 'calm' | 'warn' | 'bad';
  /** Said by screen readers when it changes. */
  readonly spoken: string;
  /** A restart would not help with what the strip says: in a small window its sentence needs the room. */
  readonly restartIsMinor?: boolean;
  readonly children: ReactNode;
}

/**
 * The line above the page, with Start or Stop at its end, and Restart where changed settings wait for that. On the page
 * of the settings the bar that names them has that button.
 */
export function Strip({ tone, spoken, restartIsMinor = false, children }: StripProps) {
  const { t } = useTranslation();
  const isNamed = useViewStore(({ page }) => page === 'settings');
  return (
    <header className={styles.strip} data-tone={tone} aria-label={t('frame.status')}>
      {children}
      <div className={styles.button}>
        {!isNamed && (
          <span className={restartIsMinor ? styles.roomy : undefined}>
            <RestartButton />
          </span>
        )}
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
