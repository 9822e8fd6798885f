import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { environmentOf, isSame, rowFault, rowsOf, settleDraft } from './environment-draft.ts';
import type { EnvironmentDraft, EnvironmentRow } from './environment-draft.ts';
import styles from './external.module.css';
import { SettingRow } from '../fields/setting-row.tsx';
import { useSetting } from '../fields/use-setting.ts';

/** Variables for the program, a row each: saved when a field is left and all of them are right. */
export function EnvironmentSetting() {
  const { t } = useTranslation();
  const setting = useSetting('externalWorkerEnvironment');
  const { value: saved, row: texts, save } = setting;
  const most = setting.facts.maxLength ?? Infinity;
  const [kept, setDraft] = useState<EnvironmentDraft | null>(null);
  const draft = settleDraft(kept, saved);
  if (draft !== kept) setDraft(draft);
  const base = draft ?? { rows: rowsOf(saved), from: saved, pending: null };
  const { rows } = base;

  const edit = (next: readonly EnvironmentRow[]): void => setDraft({ ...base, rows: next });
  const commit = (next: readonly EnvironmentRow[]): void => {
    const environment = environmentOf(next, most);
    if (environment === null) return;
    // What was refused is tried again.
    const known = texts.state.refusal === null ? (base.pending ?? saved) : saved;
    if (isSame(environment, known)) return;
    setDraft({ ...base, rows: next, pending: environment });
    void save({ externalWorkerEnvironment: environment });
  };
  const change = (index: number, changes: Partial<EnvironmentRow>): void =>
    edit(rows.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  const remove = (index: number): void => {
    const next = rows.filter((_, at) => at !== index);
    edit(next);
    commit(next);
  };
  const faultText = (row: EnvironmentRow): string | null => {
    const fault = rowFault(row, rows, most);
    return fault === null ? null : t(fault, { most });
  };
  return (
    <SettingRow {...texts} namesControl={false} defaultText={t('settings.none')}>
      {rows.map((row, index) => (
        <div key={index} className={styles.variable} onBlur={() => commit(rows)}>
          <TextInput
            aria-label={t('settings.variable.name', { number: index + 1 })}
            placeholder={t('settings.variable.namePlaceholder')}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={row.name}
            error={faultText(row)}
            onChange={(event) => change(index, { name: event.currentTarget.value.trim() })}
          />
          <TextInput
            aria-label={t('settings.variable.value', { number: index + 1 })}
            placeholder={t('settings.variable.valuePlaceholder')}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={row.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <Button kind="quiet" size="small" onClick={() => remove(index)}>
            {t('settings.variable.remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        icon="plus"
        id="setting-externalWorkerEnvironment"
        onClick={() => edit([...rows, { name: '', value: '' }])}
      >
        {t('settings.variable.add')}
      </Button>
    </SettingRow>
  );
}
