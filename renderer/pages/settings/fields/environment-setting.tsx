import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { environmentOf, isSame, rowsOf, settleDraft } from './environment-draft.ts';
import type { EnvironmentDraft } from './environment-draft.ts';
import styles from '../workers/external.module.css';
import { rowFault } from './read-worker-settings.ts';
import type { EnvironmentRow } from './read-worker-settings.ts';
import { SettingRow } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

/** Variables for the program, a row each: saved when a field is left and all of them are right. */
export function EnvironmentSetting({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const saved = config.externalWorkerEnvironment;
  const [kept, setDraft] = useState<EnvironmentDraft | null>(null);
  const draft = settleDraft(kept, saved);
  if (draft !== kept) setDraft(draft);
  const base = draft ?? { rows: rowsOf(saved), from: saved, pending: null };
  const { rows } = base;

  const edit = (next: readonly EnvironmentRow[]): void => setDraft({ ...base, rows: next });
  const commit = (next: readonly EnvironmentRow[]): void => {
    const environment = environmentOf(next);
    if (environment === null) return;
    // What was refused is tried again.
    const known = state.refusal === null ? (base.pending ?? saved) : saved;
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
  return (
    <SettingRow
      name="externalWorkerEnvironment"
      label="Variables"
      namesControl={false}
      sentence="For the environment of the program, beside those of this computer and the CHAINWEB_ ones that describe the work."
      defaultText="none"
      applies="next start"
      state={state}
    >
      {rows.map((row, index) => (
        <div key={index} className={styles.variable} onBlur={() => commit(rows)}>
          <TextInput
            aria-label={`Name of variable ${index + 1}`}
            placeholder="NAME"
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={row.name}
            error={rowFault(row, rows)}
            onChange={(event) => change(index, { name: event.currentTarget.value.trim() })}
          />
          <TextInput
            aria-label={`Value of variable ${index + 1}`}
            placeholder="value"
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={row.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <Button kind="quiet" size="small" onClick={() => remove(index)}>
            Remove
          </Button>
        </div>
      ))}
      <Button
        size="small"
        icon="plus"
        id="setting-externalWorkerEnvironment"
        onClick={() => edit([...rows, { name: '', value: '' }])}
      >
        Add a variable
      </Button>
    </SettingRow>
  );
}
