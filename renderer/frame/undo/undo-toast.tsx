import { useEffect, useState } from 'react';
import { Button } from '../../components/controls/button.tsx';
import { undoLastChange } from '../../components/program/change-settings.ts';
import { UNDO_OFFERED_MS, useUndoStore, withdrawUndo } from '../../stores/undo-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { failureText } from '../../wording/failures.ts';
import { useShortcutText } from '../use-shortcut-text.ts';
import styles from './undo-toast.module.css';

/** Says which setting was changed and offers to undo that, for a while. */
export function UndoToast() {
  const translation = useTranslation();
  const { t } = translation;
  const shortcut = useShortcutText();
  const { change, refusal } = useUndoStore();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    // Whoever points at it is about to use it.
    if (isHeld || (change === null && refusal === null)) return undefined;
    const timer = setTimeout(withdrawUndo, UNDO_OFFERED_MS);
    return () => clearTimeout(timer);
  }, [change, refusal, isHeld]);
  return (
    <div
      className={styles.place}
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      {refusal !== null && (
        <div className={styles.toast}>
          <p>{t('frame.undo.refused', { reason: failureText(translation, refusal) })}</p>
        </div>
      )}
      {change !== null && (
        <div className={styles.toast}>
          <p>{t('frame.undo.changed', { setting: t(change.label) })}</p>
          <Button size="small" title={shortcut('Z')} onClick={undoLastChange}>
            {t('frame.undo')}
          </Button>
        </div>
      )}
    </div>
  );
}
