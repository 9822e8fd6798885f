import { SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { MessageId } from '../../../messages/catalogues.ts';
import { Icon } from '../../components/controls/icons.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { SHOWN_LEVELS } from './log-filter.ts';
import type { LogFilter, ShownLevel } from './log-filter.ts';
import styles from './logs.module.css';

interface LogFilterBarProps {
  readonly filter: LogFilter;
  readonly setFilter: (filter: LogFilter) => void;
}

const LEVEL_NAMES: Readonly<Record<ShownLevel, MessageId>> = {
  error: 'logs.level.error',
  warn: 'logs.level.warn',
  info: 'logs.level.info',
  debug: 'logs.level.debug',
};

/** Level, text and tags. */
export function LogFilterBar({ filter, setFilter }: LogFilterBarProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const wanted = useViewStore((view) => view.filterWanted);
  const seen = useRef(0);
  useEffect(() => {
    if (wanted > seen.current) field.current?.select();
    seen.current = wanted;
  }, [wanted]);
  return (
    <div className={styles.filter}>
      <SegmentedControl
        size="xs"
        aria-label={t('logs.level')}
        data={SHOWN_LEVELS.map((level) => ({ value: level, label: t(LEVEL_NAMES[level]) }))}
        value={filter.level}
        onChange={(level) => setFilter({ ...filter, level })}
      />
      <TextInput
        ref={field}
        className={styles.text ?? ''}
        size="xs"
        aria-label={t('logs.filter')}
        placeholder={t('logs.filter.hint')}
        title={t('logs.filter.about')}
        value={filter.text}
        onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (filter.text === '') event.currentTarget.blur();
          else setFilter({ ...filter, text: '' });
        }}
      />
      {filter.tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className={styles.tag}
          aria-label={t('logs.withoutTag', { tag })}
          onClick={() => setFilter({ ...filter, tags: filter.tags.filter((each) => each !== tag) })}
        >
          {tag}
          <Icon name="cross" size={12} />
        </button>
      ))}
    </div>
  );
}
