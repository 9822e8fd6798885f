import { memo } from 'react';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import {
  escapedLogText,
  levelWord,
  localLogTimeText,
  logTimeText,
} from '../../wording/log-line.ts';
import { FoundText } from './found-text.tsx';
import styles from './log-line.module.css';

interface LogLineProps {
  readonly record: LogRecord;
  /** Called when a tag is clicked; without it tags are plain text. */
  readonly onTag?: (tag: string) => void;
  /** Marked where they occur; the same array as long as they are the same. */
  readonly words?: readonly string[];
}

const NO_WORDS: readonly string[] = [];

/** One log record in the terminal's format and colours, with the local time: `TIME LEVEL [tag|tag] text`. */
export const LogLine = memo(function LogLine({ record, onTag, words = NO_WORDS }: LogLineProps) {
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
          <Tag tag={tag} onTag={onTag} words={words} />
        </span>
      ))}
      ]{' '}
      <span>
        <FoundText text={escapedLogText(text)} words={words} />
      </span>
    </span>
  );
});

interface TagProps {
  readonly tag: string;
  readonly onTag: LogLineProps['onTag'] | undefined;
  readonly words: readonly string[];
}

function Tag({ tag, onTag, words }: TagProps) {
  const { t } = useTranslation();
  const text = <FoundText text={escapedLogText(tag)} words={words} />;
  if (onTag === undefined) return <span className={styles.tag}>{text}</span>;
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
      {text}
    </span>
  );
}
