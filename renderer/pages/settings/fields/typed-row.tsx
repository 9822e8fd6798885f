import { PasswordInput, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../messages/catalogues.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SettingRow } from './setting-row.tsx';
import type { SettingRowTexts } from './setting-row.tsx';
import type { TypedSetting } from '../reading/typed-setting.ts';
import styles from '../settings.module.css';

export interface TypedRowProps {
  readonly row: SettingRowTexts;
  readonly defaultText?: string;
  readonly placeholder?: string | undefined;
  /** The saved value as text. */
  readonly saved: string;
  /** What the text means for the configuration, or what is wrong with it. */
  readonly read: (text: string) => TypedSetting;
  /** Resolves to whether it was saved. */
  readonly save: (changes: Partial<MinerConfig>) => Promise<boolean>;
  /** Stands behind the text, e.g. `s`. */
  readonly unit?: string | undefined;
  readonly mono?: boolean | undefined;
  /** `wrapped` is one line that is too long for a small window: it is shown on as many as it needs. */
  readonly form?: 'line' | 'wrapped' | 'lines' | 'password' | undefined;
  /** What shows and hides a password; a password’s by default. */
  readonly toggle?: { readonly show: MessageId; readonly hide: MessageId } | undefined;
}

const PASSWORD_TOGGLE = {
  show: 'settings.stratumPassword.show',
  hide: 'settings.stratumPassword.hide',
} as const;

const IDLE = { status: 'idle', refusal: null } as const;

/**
 * A setting that is typed. It is checked with every key and saved when the field is left or Enter
 * is pressed, if it is right; Esc brings the saved text back. What the core refuses stays in the
 * field, with the reason below it.
 */
export function TypedRow(props: TypedRowProps) {
  const { row, defaultText, placeholder, saved, read, save, unit, mono, form = 'line' } = props;
  const { toggle = PASSWORD_TOGGLE } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isVisible, setVisible] = useState(false);
  const typed = draft === null ? null : read(draft);

  const toggleLabel = t(isVisible ? toggle.hide : toggle.show);

  const commit = async (): Promise<void> => {
    if (typed === null || !typed.ok || draft === refused) return;
    const isTaken = draft === saved || (await save(typed.changes));
    if (isTaken) setDraft((now) => (now === draft ? null : now));
    setRefused(isTaken ? null : draft);
  };
  const { onDefault } = row;
  const toDefault =
    onDefault &&
    (() => {
      setDraft(null);
      setRefused(null);
      onDefault();
    });
  const isRefused = draft !== null && draft === refused;
  const inputClass = [mono && 'mono', form === 'wrapped' && styles.wrapped]
    .filter(Boolean)
    .join(' ');
  const control = {
    id: `setting-${row.name}`,
    value: draft ?? saved,
    error: typed !== null && !typed.ok ? typed.fault : null,
    placeholder: placeholder ?? '',
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setDraft(
        form === 'wrapped'
          ? withoutLineBreaks(event.currentTarget.value)
          : event.currentTarget.value,
      ),
    onBlur: () => void commit(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && form !== 'lines') {
        if (form === 'wrapped') event.preventDefault();
        void commit();
      }
      if (event.key === 'Escape') {
        setDraft(null);
        setRefused(null);
      }
    },
    ...(inputClass !== '' && { classNames: { input: inputClass } }),
  };
  return (
    // What became of an earlier change would contradict what is being typed.
    <SettingRow
      {...row}
      state={draft === null || isRefused ? row.state : IDLE}
      defaultText={defaultText}
      onDefault={toDefault}
    >
      {form === 'wrapped' && <Textarea {...control} autosize={false} rows={1} />}
      {form === 'lines' && <Textarea {...control} autosize={false} rows={3} />}
      {form === 'password' && (
        <PasswordInput
          {...control}
          visible={isVisible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            tabIndex: 0,
            'aria-hidden': false,
            'aria-label': toggleLabel,
          }}
        />
      )}
      {form === 'line' && (
        <TextInput
          {...control}
          {...(unit !== undefined && {
            rightSection: unit,
            rightSectionWidth: `${Math.max(3, 0.6 * unit.length + 1.25)}rem`,
          })}
        />
      )}
    </SettingRow>
  );
}

/** As a field of one line takes what is pasted. */
function withoutLineBreaks(text: string): string {
  return text.replaceAll(/[\r\n]/g, '');
}
