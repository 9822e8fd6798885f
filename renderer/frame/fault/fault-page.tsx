import { Button } from '../../components/controls/button.tsx';
import { useCopied } from '../../components/controls/copy-text.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './fault-page.module.css';

interface FaultPageProps {
  /** The whole window is broken, not one page. */
  readonly isWhole: boolean;
  /** For the clipboard; null while there is none. */
  readonly report: string | null;
  readonly onAgain: () => void;
}

/** In place of what could not be shown: what happened, and what to do. */
export function FaultPage({ isWhole, report, onAgain }: FaultPageProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  return (
    <div className={styles.page} role="alert">
      <h2>{t(isWhole ? 'frame.broken.window' : 'frame.broken.page')}</h2>
      <p className="muted">{t('frame.broken.about')}</p>
      <div className={styles.buttons}>
        <Button kind="main" onClick={onAgain}>
          {t('frame.broken.again')}
        </Button>
        <Button
          icon={copied ? 'check' : 'copy'}
          disabled={report === null}
          onClick={() => report !== null && copy(report)}
        >
          {t(copied ? 'frame.broken.copied' : 'frame.broken.copy')}
        </Button>
      </div>
    </div>
  );
}
