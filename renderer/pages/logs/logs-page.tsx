import { useTranslation } from '../../stores/use-translation.ts';
import { useMemo, useRef, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { VirtuosoHandle } from 'react-virtuoso';
import { Button } from '../../components/controls/button.tsx';
import { LogLine } from '../../components/logs/log-line.tsx';
import { useViewStore } from '../../stores/view-store.ts';
import { LogActions } from './log-actions.tsx';
import { localLogTimeText } from '../../wording/log-line.ts';
import { foldRecords } from './fold-records.ts';
import { ALL_RECORDS, isFiltering, wordsOf } from './log-filter.ts';
import { LogFilterBar } from './log-filter-bar.tsx';
import { firstAt, isNear } from './log-moment.ts';
import { LogMomentNote } from './log-moment-note.tsx';
import styles from './logs.module.css';
import { useShownRecords } from './use-shown-records.ts';

/** The log in the terminal's format and colours. */
export function LogsPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(ALL_RECORDS);
  const moment = useViewStore((view) => view.logMoment);
  const records = useShownRecords(filter, moment !== null);
  const { shown, all, following, waiting, follow, pause } = records;
  const folded = useMemo(() => foldRecords(shown), [shown]);
  const words = useMemo(() => wordsOf(filter.text), [filter.text]);
  const list = useRef<VirtuosoHandle>(null);
  const jump = (): void => {
    useViewStore.setState({ logMoment: null });
    follow();
    list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  };
  const addTag = (tag: string): void =>
    setFilter((before) =>
      before.tags.includes(tag) ? before : { ...before, tags: [...before.tags, tag] },
    );
  return (
    <div className={styles.page}>
      <h1 className="unseen">{t('logs.title')}</h1>
      <div className={styles.bar}>
        <LogFilterBar filter={filter} setFilter={setFilter} />
        <LogActions shown={shown} following={following} follow={jump} pause={pause} />
      </div>
      {moment !== null && <LogMomentNote records={all} atMs={moment} onClose={jump} />}
      <div className={styles.view}>
        {shown.length === 0 ? (
          <Nothing filtered={isFiltering(filter)} clear={() => setFilter(ALL_RECORDS)} />
        ) : (
          <Virtuoso
            ref={list}
            className={styles.list}
            role="log"
            aria-live="off"
            aria-label={t('logs.list')}
            data={folded}
            computeItemKey={(_, { first }) => first.sequence}
            initialTopMostItemIndex={
              moment === null
                ? { index: 'LAST', align: 'end' }
                : { index: firstAt(folded, moment), align: 'center' }
            }
            // Also where the end was lost from sight, by lines that grew in a narrower window.
            followOutput={() => (following ? 'auto' : false)}
            atBottomThreshold={24}
            increaseViewportBy={200}
            onWheel={(event) => {
              if (event.deltaY < 0) pause();
            }}
            onPointerDown={(event) => {
              // The list itself is under the pointer on its scroll bar alone.
              if (event.target === event.currentTarget) pause();
            }}
            onKeyDown={(event) => {
              if (['PageUp', 'ArrowUp', 'Home'].includes(event.key)) pause();
            }}
            itemContent={(_, { first, record, times }) => (
              <div
                className={styles.row}
                data-log-row={record.level}
                data-near={(moment !== null && isNear({ first, record }, moment)) || undefined}
              >
                <LogLine record={record} onTag={addTag} words={words} />
                {times > 1 && (
                  <span className={styles.times}>
                    {t('logs.times', { times, since: localLogTimeText(first.timeMicros) })}
                  </span>
                )}
              </div>
            )}
          />
        )}
        {!following && (
          <div className={styles.jump}>
            <Button kind="main" size="small" icon="down" onClick={jump}>
              {t('logs.jump', { count: waiting })}
            </Button>
          </div>
        )}
      </div>
      <p className={styles.count}>
        <span>
          {isFiltering(filter)
            ? t('logs.count.filtered', { shown: shown.length, count: all.length })
            : t('logs.count', { count: all.length })}
        </span>
        {!following && <span>{t('logs.paused')}</span>}
      </p>
    </div>
  );
}

interface NothingProps {
  readonly filtered: boolean;
  readonly clear: () => void;
}

function Nothing({ filtered, clear }: NothingProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.nothing}>
      <p className="muted">{t(filtered ? 'logs.noMatch' : 'logs.empty')}</p>
      {filtered && <Button onClick={clear}>{t('logs.showAll')}</Button>}
    </div>
  );
}
