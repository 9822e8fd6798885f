import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from '../settings.module.css';

interface SettingGroupProps {
  /** The question that the group answers. */
  readonly question: string;
  readonly children: ReactNode;
  /** Rarely needed settings, folded away. */
  readonly advanced?: ReactNode;
}

/** A heading with its settings. */
export function SettingGroup({ question, children, advanced }: SettingGroupProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 id={id}>{question}</h2>
      <div className={styles.rows}>
        {children}
        {advanced !== undefined && (
          <details className={styles.advanced}>
            <summary>{t('settings.advanced')}</summary>
            {advanced}
          </details>
        )}
      </div>
    </section>
  );
}
