import { useState } from 'react';
import { weekHoursText } from '../../../../../src-core/config/week-hours.ts';
import type { WeekHours } from '../../../../../src-core/config/week-hours.ts';
import { Button } from '../../../../components/controls/button.tsx';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { weekText } from '../../../../wording/settings/week-text.ts';
import { SettingRow } from '../../fields/setting-row.tsx';
import { useSetting } from '../../fields/use-setting.ts';
import { hoursOfSetting, isAlways } from './week-cells.ts';
import { WeekGrid } from './week-grid.tsx';
import styles from './week-grid.module.css';

const PRESETS = [
  ['rests.always', null],
  ['rests.nights', 'mon-sun 22:00-06:00'],
  ['rests.weekends', 'sat-sun 00:00-24:00'],
] as const;

/** The hours of the week in which to mine. */
export function ScheduleSetting() {
  const translation = useTranslation();
  const { t } = translation;
  const { value, row, save } = useSetting('mineSchedule');
  const [draft, setDraft] = useState<WeekHours | null>(null);
  const week = draft ?? hoursOfSetting(value);
  const isEmpty = week.length === 0;

  async function keep(mineSchedule: string | null): Promise<void> {
    await save({ mineSchedule });
    setDraft(null);
  }

  return (
    <SettingRow {...row} namesControl={false} isWide defaultText={t('rests.always')}>
      <div className={styles.presets}>
        {PRESETS.map(([name, text]) => (
          <Button
            key={name}
            size="small"
            aria-pressed={weekHoursText(week) === weekHoursText(hoursOfSetting(text))}
            onClick={() => void keep(text)}
          >
            {t(name)}
          </Button>
        ))}
      </div>
      <WeekGrid
        id={`setting-${row.name}`}
        label={row.label}
        week={week}
        onPaint={setDraft}
        onDone={(done) => {
          // Mining at no hour is what Stop is for.
          if (done.length > 0) void keep(isAlways(done) ? null : weekHoursText(done));
        }}
      />
      <p className={isEmpty ? `${styles.summary} ${styles.fault}` : styles.summary} role="status">
        {isEmpty ? t('rests.noHour') : weekText(translation, week)}
      </p>
    </SettingRow>
  );
}
