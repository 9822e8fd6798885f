import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import type { TimeSpan } from '../../../stores/charts/chart-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { openLogAt } from '../../../stores/view-store.ts';
import { timedMarkText } from '../../../wording/charts/history-marks.ts';
import { countText } from '../../../wording/figures/si-number.ts';
import { foremostMark, interruption, markShape } from '../../../wording/charts/mark-shapes.ts';
import { countMarks, groupMarks, listedMarks } from './mark-groups.ts';
import type { MarkGroup } from './mark-groups.ts';
import styles from './marks.module.css';

interface MarkLayerProps {
  /** Oldest first. */
  readonly marks: readonly HistoryMark[];
  readonly span: TimeSpan;
}

/** Room for one mark, px. */
const NEAREST_PX = 22;
/** What is written of several marks in one place. */
const LISTED = 8;

/** What happened, on the time axis. One stop of the Tab key; the arrow keys go from mark to mark. */
export const MarkLayer = memo(function MarkLayer({ marks, span }: MarkLayerProps) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize<HTMLUListElement>();
  const [focused, setFocused] = useState(0);
  const groups = width === 0 ? [] : groupMarks(marks, span, width, NEAREST_PX);
  const stop = Math.min(focused, groups.length - 1);
  const go = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(groups.length - 1, Math.max(0, stop + step));
    setFocused(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ul ref={ref} className={styles.marks} aria-label={t('charts.events')} onKeyDown={go}>
      {groups.map((group, at) => (
        <li key={group.marks[0].atMs} style={{ left: placeOf(group) }}>
          <Mark group={group} isStop={at === stop} onFocus={() => setFocused(at)} />
        </li>
      ))}
    </ul>
  );
});

/** At its time, and not so near to an end that it lies on the numbers of the axes beside it. */
function placeOf({ part, halfPx }: MarkGroup): string {
  return `clamp(${halfPx}px, ${part * 100}%, 100% - ${halfPx}px)`;
}

interface MarkProps {
  readonly group: MarkGroup;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function Mark({ group: { marks }, isStop, onFocus }: MarkProps) {
  const translation = useTranslation();
  const texts = textsOf(translation, marks);
  const count = countMarks(marks);
  const foremost = foremostMark(marks);
  const { tone } = markShape(foremost.kind);
  // Of several, the number says how many; the shape of an interruption says that there is one.
  const drawn = count === 1 ? foremost : interruption(marks);
  return (
    <Tooltip
      label={[...texts, translation.t('marks.openLog')].map((text, at) => (
        <span key={at} className={styles.line}>
          {text}
        </span>
      ))}
      openDelay={100}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button
        type="button"
        className={styles.mark}
        data-mark={foremost.kind}
        data-tone={tone}
        tabIndex={isStop ? 0 : -1}
        aria-label={
          count === 1
            ? texts.join('\n')
            : translation.t('marks.group', { count, texts: texts.join('\n') })
        }
        onFocus={onFocus}
        onClick={() => openLogAt(foremost.atMs)}
      >
        {drawn !== null && <Shape kind={drawn.kind} />}
        {count > 1 && <span>{countText(translation, count)}</span>}
      </button>
    </Tooltip>
  );
}

function Shape({ kind }: { readonly kind: HistoryMark['kind'] }) {
  const { tone, path } = markShape(kind);
  return (
    <svg viewBox="0 0 12 12" data-mark={kind} data-tone={tone} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** Some marks, and how many more there are. */
function textsOf(translation: Translation, marks: readonly HistoryMark[]): readonly string[] {
  const known = marks.filter(({ kind }) => kind !== 'more');
  const listed = listedMarks(known.length === 0 ? marks : known, LISTED).map((mark) =>
    timedMarkText(translation, mark),
  );
  const more = known.length === 0 ? 0 : countMarks(marks) - listed.length;
  return more === 0 ? listed : [...listed, translation.t('marks.more', { count: more })];
}
