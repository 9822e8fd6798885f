import { useMemo } from 'react';
import { Button } from '../../components/controls/button.tsx';
import { LogLine } from '../../components/logs/log-line.tsx';
import { useLogStore } from '../../stores/log-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { openPage } from '../../stores/view-store.ts';
import { escapedLogText, withoutGeneralError } from '../../wording/log-line.ts';
import styles from './home.module.css';

/** The last three lines of the log, quiet, with the way to all of them. */
export function LogTail() {
  const { t } = useTranslation();
  const records = useLogStore((log) => log.records);
  const last = useMemo(() => records.slice(-3).map(withoutGeneralError), [records]);
  return (
    <section className={styles.tail} aria-label={t('logs.list')}>
      <div className={styles.lines}>
        {last.length === 0 && <span className="muted">{t('home.log.empty')}</span>}
        {last.map((record) => (
          <span key={record.sequence} title={escapedLogText(record.text)}>
            <LogLine record={record} />
          </span>
        ))}
      </div>
      <Button kind="quiet" size="small" onClick={() => openPage('logs')}>
        {t('home.log.open')}
      </Button>
    </section>
  );
}
