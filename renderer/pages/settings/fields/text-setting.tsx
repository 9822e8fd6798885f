import { TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TypedSetting } from './read-settings.ts';
import { SettingRow } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

interface TextSettingProps {
  readonly name: string;
  readonly originKey?: string;
  readonly label: string;
  readonly sentence: React.ReactNode;
  readonly defaultText?: string;
  readonly placeholder?: string;
  /** The saved value as text. */
  readonly saved: string;
  /** What the text means for the configuration, or what is wrong with it. */
  readonly read: (text: string) => TypedSetting;
  /** Stands behind the text, e.g. `s`. */
  readonly unit?: string;
  readonly mono?: boolean;
  readonly lines?: boolean;
}

/**
 * A setting that is typed. It is judged with every key and saved when the field is left or Enter
 * is pressed, if it is right; Esc brings the saved text back.
 */
export function TextSetting(props: TextSettingProps) {
  const { name, label, sentence, defaultText, placeholder, saved, read, unit, mono, lines } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const { state, save } = useSaveConfig();
  const text = draft ?? saved;
  const typed = draft === null ? null : read(draft);
  const fault = typed !== null && !typed.ok ? typed.fault : null;

  const commit = (): void => {
    if (typed === null || !typed.ok) return;
    setDraft(null);
    if (text !== saved) void save(typed.changes);
  };
  const control = {
    id: `setting-${name}`,
    value: text,
    error: fault,
    placeholder: placeholder ?? '',
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setDraft(event.currentTarget.value),
    onBlur: commit,
    ...(mono && { classNames: { input: 'mono' } }),
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && !lines) commit();
    if (event.key === 'Escape') setDraft(null);
  };
  return (
    <SettingRow
      name={name}
      {...(props.originKey !== undefined && { originKey: props.originKey })}
      label={label}
      sentence={sentence}
      applies="next start"
      state={state}
      {...(defaultText !== undefined && { defaultText })}
    >
      {lines ? (
        <Textarea {...control} autosize={false} rows={3} onKeyDown={onKeyDown} />
      ) : (
        <TextInput
          {...control}
          onKeyDown={onKeyDown}
          {...(unit !== undefined && { rightSection: unit, rightSectionWidth: '3rem' })}
        />
      )}
    </SettingRow>
  );
}
