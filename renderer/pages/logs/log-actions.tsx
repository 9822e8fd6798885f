import { useState } from 'react';
import { saveLogs } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { useCopied } from '../../components/controls/copy-text.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { failureText } from '../../wording/failures.ts';
import type { LogRecord, Outcome } from '../../../contract/screen-contract.ts';
import { logLineText } from '../../wording/log-line.ts';
import styles from './logs.module.css';

interface LogActionsProps {
  readonly shown: readonly LogRecord[];
  readonly following: boolean;
  readonly follow: () => void;
  readonly pause: () => void;
}

/** Follow or pause, copy, export. */
export function LogActions({ shown, following, follow, pause }: LogActionsProps) {
  const [copied, copy] = useCopied();
  const [exporting, setExporting] = useState(false);
  const [saved, setSaved] = useState<Outcome | null>(null);
  const translation = useTranslation();
  const { t } = translation;
  const text = (): string => shown.map((record) => `${logLineText(record)}\n`).join('');
  const exportLines = async (): Promise<void> => {
    setExporting(true);
    try {
      setSaved(await saveLogs({ text: text() }));
    } finally {
      setExporting(false);
    }
  };
  return (
    <div className={styles.actions}>
      <span className="muted" role="status">
        {saved !== null && (saved.ok ? t('logs.saved') : failureText(translation, saved.failure))}
      </span>
      <Button size="small" aria-pressed={!following} onClick={following ? pause : follow}>
        {t(following ? 'logs.pause' : 'logs.follow')}
      </Button>
      <Button
        size="small"
        icon={copied ? 'check' : 'copy'}
        title={t('logs.copy.about')}
        disabled={shown.length === 0}
        // The button would take the selection away otherwise.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => copy(selectedText() ?? text())}
      >
        {t(copied ? 'logs.copied' : 'logs.copy')}
      </Button>
      <Button
        size="small"
        title={t('logs.export.about')}
        busy={exporting}
        disabled={shown.length === 0}
        onClick={() => void exportLines()}
      >
        {t('logs.export')}
      </Button>
    </div>
  );
}

function selectedText(): string | null {
  const text = getSelection()?.toString() ?? '';
  return text.trim() === '' ? null : text;
}
