import type { MinerSnapshot } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from './find.module.css';

interface SearchProgressProps {
  readonly search: NonNullable<MinerSnapshot['deviceSearch']>;
}

/** How many addresses were asked, as a bar. */
export function SearchProgress({ search: { asked, addresses } }: SearchProgressProps) {
  const { t } = useTranslation();
  const percent = addresses === 0 ? 0 : Math.round((100 * asked) / addresses);
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={t('find.title')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

/** The same in a sentence, and how the last search ended. */
export function SearchState({ search }: SearchProgressProps) {
  const { t } = useTranslation();
  const { isRunning, isCancelled, asked, addresses, found } = search;
  const facts = { asked, addresses, count: found.length };
  if (isRunning) return <p>{t('find.progress', facts)}</p>;
  return (
    <p role="status">
      {isCancelled
        ? t('find.cancelled', facts)
        : t('find.done', { addresses, count: found.length })}
    </p>
  );
}
