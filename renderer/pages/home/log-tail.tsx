import { LogLine } from '../../components/logs/log-line.tsx';
import { useLogStore } from '../../stores/log-store.ts';
import { openPage } from '../../stores/view-store.ts';
import styles from './home.module.css';

/** The last three lines of the log, quiet; a click opens all of them. */
export function LogTail() {
  const records = useLogStore((log) => log.records);
  const last = records.slice(-3);
  return (
    <button
      type="button"
      className={styles.tail}
      aria-label="Open the logs"
      onClick={() => openPage('logs')}
    >
      {last.length === 0 && <span className="muted">The log is empty so far.</span>}
      {last.map((record) => (
        <LogLine key={record.sequence} record={record} />
      ))}
    </button>
  );
}
