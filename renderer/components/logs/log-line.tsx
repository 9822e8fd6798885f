import { memo } from 'react';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import {
  escapedLogText,
  levelWord,
  localLogTimeText,
  logTimeText,
} from '../../wording/log-line.ts';
import styles from './log-line.module.css';

interface LogLineProps {
  readonly record: LogRecord;
  /** Called when a tag is clicked; without it tags are plain text. */
  readonly onTag?: (tag: string) => void;
}

/** One log record in the terminal's format and colours, with the local time: `TIME LEVEL [tag|tag] text`. */
export const LogLine = memo(function LogLine({ record, onTag }: LogLineProps) {
  const { level, tags, text, timeMicros } = record;
  return (
    <span className={styles.line} data-level={level}>
      <span className={styles.time} title={logTimeText(timeMicros)}>
        {localLogTimeText(timeMicros)}
      </span>{' '}
      <span className={styles.level}>{levelWord(level).padEnd(5)}</span> [
      {tags.map((tag, index) => (
        // Tags stack: the same one may stand at two depths.
        <span key={index}>
          {index > 0 && '|'}
          <Tag tag={tag} onTag={onTag} />
        </span>
      ))}
      ] <span>{escapedLogText(text)}</span>
    </span>
  );
});

interface TagProps {
  readonly tag: string;
  readonly onTag: LogLineProps['onTag'] | undefined;
}

function Tag({ tag, onTag }: TagProps) {
  const { t } = useTranslation();
  if (onTag === undefined) return <span className={styles.tag}>{escapedLogText(tag)}</span>;
  return (
    <span
      className={styles.tag}
      role="button"
      tabIndex={-1}
      data-clickable=""
      title={t('logs.onlyTag', { tag })}
      onClick={() => {
        // A click that ends a selection of text does not filter.
        if (getSelection()?.isCollapsed !== false) onTag(tag);
      }}
    >
      {escapedLogText(tag)}
    </span>
  );
}
