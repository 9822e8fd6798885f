import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { MinerConfig } from '../../stores/facts.ts';
import styles from './external.module.css';
import { rowFault } from './read-worker-settings.ts';
import type { EnvironmentRow } from './read-worker-settings.ts';
import { SettingRow } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

/** Variables for the program, a row each: saved when a field is left and all of them are right. */
export function EnvironmentSetting({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const saved = config.externalWorkerEnvironment;
  const [rows, setRows] = useState<readonly EnvironmentRow[]>(() =>
    Object.entries(saved).map(([name, value]) => ({ name, value })),
  );

  const commit = (next: readonly EnvironmentRow[]): void => {
    if (next.some((row) => rowFault(row, next) !== null)) return;
    const named = next.filter(({ name }) => name !== '');
    const environment = Object.fromEntries(named.map(({ name, value }) => [name, value]));
    if (JSON.stringify(environment) === JSON.stringify(saved)) return;
    void save({ externalWorkerEnvironment: environment });
  };
  const change = (index: number, changes: Partial<EnvironmentRow>): void =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  const remove = (index: number): void => {
    const next = rows.filter((_, at) => at !== index);
    setRows(next);
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
        onClick={() => setRows([...rows, { name: '', value: '' }])}
      >
        Add a variable
      </Button>
    </SettingRow>
  );
}
