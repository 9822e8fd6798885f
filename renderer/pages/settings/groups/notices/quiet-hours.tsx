import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { SettingRow } from '../../fields/setting-row.tsx';
import { useSetting } from '../../fields/use-setting.ts';
import styles from './notices.module.css';

const NIGHT = '22:00-07:00';

/** Hours in which notices wait: on or off, from and to. */
export function QuietHours() {
  const { t } = useTranslation();
  const { value, row, save } = useSetting('notifyQuietHours');
  /** Saved when a field is left: each digit changes the time. */
  const [draft, setDraft] = useState<string | null>(null);
  const [from = '', to = ''] = (draft ?? value ?? NIGHT).split('-');
  const isSame = from === to;
  const commit = async (): Promise<void> => {
    if (draft === null || isSame || from === '' || to === '') return;
    if (draft === value || (await save({ notifyQuietHours: draft }))) setDraft(null);
  };
  const field = {
    type: 'time',
    onBlur: () => void commit(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter') void commit();
      if (event.key === 'Escape') setDraft(null);
    },
  } as const;
  return (
    <SettingRow {...row} defaultText={t('settings.off')}>
      <div className={styles.hours}>
        <Switch
          id="setting-notifyQuietHours"
          size="md"
          withThumbIndicator={false}
          checked={value !== null}
          label={t(value === null ? 'settings.off' : 'settings.on')}
          aria-labelledby="setting-notifyQuietHours-label"
          onChange={(event) => {
            setDraft(null);
            void save({ notifyQuietHours: event.currentTarget.checked ? NIGHT : null });
          }}
        />
        {value !== null && (
          <>
            <TextInput
              {...field}
              label={t('notices.quietHours.from')}
              value={from}
              onChange={(event) => setDraft(`${event.currentTarget.value}-${to}`)}
            />
            <TextInput
              {...field}
              label={t('notices.quietHours.to')}
              value={to}
              onChange={(event) => setDraft(`${from}-${event.currentTarget.value}`)}
            />
          </>
        )}
      </div>
      {value !== null && isSame && <p className={styles.fault}>{t('notices.quietHours.same')}</p>}
    </SettingRow>
  );
}
