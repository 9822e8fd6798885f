import { memo } from 'react';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { dayName } from '../../../../wording/settings/week-text.ts';
import styles from './week-grid.module.css';

interface WeekRowProps {
  /** 0 is Monday. */
  readonly day: number;
  /** Of its 24 hours, with blanks between them. */
  readonly states: string;
  readonly focusedHour: number | null;
  readonly focusedId: string;
}

/** A day of the table. */
export const WeekRow = memo(function WeekRow(props: WeekRowProps) {
  const { day, states, focusedHour, focusedId } = props;
  const translation = useTranslation();
  const long = dayName(translation, day, 'long');
  return (
    <div role="row" className={styles.row}>
      <span role="rowheader" className={styles.day} data-day={day}>
        {dayName(translation, day)}
      </span>
      {states.split(' ').map((state, hour) => {
        const time = `${String(hour).padStart(2, '0')}:00`;
        const about = translation.t('rests.cell', { day: long, time, state });
        return (
          <span
            key={hour}
            role="gridcell"
            aria-selected={state !== 'off'}
            aria-label={about}
            title={about}
            className={styles.cell}
            data-state={state}
            data-day={day}
            data-hour={hour}
            {...(hour === focusedHour && { id: focusedId })}
            tabIndex={hour === focusedHour ? 0 : -1}
          />
        );
      })}
    </div>
  );
});
