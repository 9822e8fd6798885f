import { Checkbox } from '@mantine/core';
import type { SettingChange } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import styles from './config-files.module.css';
import { FileSettingName } from './file-setting-name.tsx';
import { wholeValueText } from './file-value.ts';

interface PreviewCommandsProps {
  readonly commands: readonly SettingChange[];
  readonly confirmed: boolean;
  readonly onConfirm: (isSure: boolean) => void;
}

/** What a file would run, in full, and the checkbox that allows it. */
export function PreviewCommands({ commands, confirmed, onConfirm }: PreviewCommandsProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.part} data-tone="bad" aria-label={t('settings.preview.commands')}>
      <h3>{t('settings.preview.commands')}</h3>
      <p>{t('settings.preview.commands.about')}</p>
      <dl>
        {commands.map(({ key, to }) => (
          <div key={key}>
            <dt>
              <FileSettingName name={key} />
            </dt>
            <dd className="mono selectable">{wholeValueText(to)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t('settings.preview.commands.confirm')}
        checked={confirmed}
        onChange={({ currentTarget }) => onConfirm(currentTarget.checked)}
      />
    </section>
  );
}
