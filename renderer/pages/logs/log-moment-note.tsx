import { Button } from '../../components/controls/button.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { exactText } from '../../wording/figures/moments.ts';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { isTooOld } from './log-moment.ts';
import styles from './logs.module.css';

interface LogMomentNoteProps {
  /** All that are in the window, filtered or not, oldest first. */
  readonly records: readonly LogRecord[];
  /** ms since the Unix epoch. */
  readonly atMs: number;
  readonly onClose: () => void;
}

/** Which time the list was opened for, or that its lines are gone. */
export function LogMomentNote({ records, atMs, onClose }: LogMomentNoteProps) {
  const translation = useTranslation();
  const { t } = translation;
  const time = exactText(translation, atMs);
  const first = records[0];
  return (
    <p className={styles.moment} role="status">
      {first !== undefined && isTooOld(records, atMs)
        ? t('logs.around.tooOld', { time, first: exactText(translation, first.timeMicros / 1000) })
        : t('logs.around', { time })}
      <Button kind="quiet" size="small" icon="cross" onClick={onClose}>
        {t('logs.around.close')}
      </Button>
    </p>
  );
}
