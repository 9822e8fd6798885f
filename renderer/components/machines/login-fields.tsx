import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './login-fields.module.css';

/** A login as it is typed. */
export interface LoginDraft {
  readonly user: string;
  readonly password: string;
  readonly keep: boolean;
}

/** Longer ones are refused by the contract. */
const USER_LENGTH = 64;
const PASSWORD_LENGTH = 128;

export const NO_LOGIN: LoginDraft = { user: '', password: '', keep: false };

interface LoginFieldsProps {
  readonly draft: LoginDraft;
  readonly onChange: (changes: Partial<LoginDraft>) => void;
  readonly isFirst?: boolean;
}

/** The password of machines' web pages, the user name where it is not the usual one, and whether to keep both. */
export function LoginFields({ draft, onChange, isFirst = false }: LoginFieldsProps) {
  const { t } = useTranslation();
  const canKeep = useSettingsStore((settings) => settings.canKeepLogins);
  return (
    <div className={styles.fields}>
      <MachinePassword
        label={t('configure.password')}
        description={t('configure.password.about')}
        value={draft.password}
        isFirst={isFirst}
        onChange={(password) => onChange({ password })}
      />
      <TextInput
        label={t('configure.user')}
        description={t('configure.user.about')}
        placeholder={t('configure.user.usual')}
        value={draft.user}
        maxLength={USER_LENGTH}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ user: event.currentTarget.value })}
      />
      <div className={styles.keep}>
        {canKeep ? (
          <Checkbox
            label={t('configure.keep')}
            checked={draft.keep}
            onChange={(event) => onChange({ keep: event.currentTarget.checked })}
          />
        ) : (
          <p className="muted">{t('configure.keepsNothing')}</p>
        )}
      </div>
    </div>
  );
}

interface MachinePasswordProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly isFirst?: boolean;
  readonly placeholder?: string;
  /** Where the table's head has its name. */
  readonly isLabelHidden?: boolean;
  readonly onChange: (password: string) => void;
}

/** A password that can be shown while it is typed. */
export function MachinePassword(props: MachinePasswordProps) {
  const { label, description, value, isFirst, placeholder, isLabelHidden, onChange } = props;
  const { t } = useTranslation();
  const [isVisible, setVisible] = useState(false);
  return (
    <PasswordInput
      {...(isLabelHidden === true ? { 'aria-label': label } : { label })}
      {...(description !== undefined && { description })}
      {...(placeholder !== undefined && { placeholder })}
      value={value}
      maxLength={PASSWORD_LENGTH}
      autoComplete="off"
      spellCheck={false}
      {...(isFirst === true && { 'data-autofocus': true })}
      visible={isVisible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        tabIndex: 0,
        'aria-hidden': false,
        'aria-label': t(isVisible ? 'configure.password.hide' : 'configure.password.show'),
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
