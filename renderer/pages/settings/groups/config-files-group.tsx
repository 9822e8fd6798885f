import { useState } from 'react';
import { applyConfigFile, chooseConfigFile, exportConfig } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import type {
  Failure,
  FilePreview,
  ReplacedSetting,
} from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { replacedSettingText } from '../../../wording/settings/file-notes.ts';
import { AllDefaults } from './all-defaults.tsx';
import { FilePreviewDialog } from './file-preview-dialog.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { SettingRow } from '../fields/setting-row.tsx';
import styles from './config-files.module.css';
import { fileValueText } from './file-value.ts';

const IDLE = { status: 'idle', refusal: null } as const;

/** Settings from a file, and into one. */
export function ConfigFilesGroup() {
  const { t } = useTranslation();
  return (
    <SettingGroup question={t('settings.files')}>
      <Import />
      <Export />
      <AllDefaults />
    </SettingGroup>
  );
}

function Import() {
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
  const { t } = translation;
  const [taken, setTaken] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    setRefusal(null);
    setTaken(null);
    const chosen = await chooseConfigFile();
    if (chosen === null) return;
    if (!chosen.ok) {
      setRefusal(chosen.failure);
      return;
    }
    setPreview(chosen.preview);
    setOpen(true);
  };
  const apply = async (file: string, commandsConfirmed: boolean): Promise<void> => {
    const outcome = await applyConfigFile({ commandsConfirmed });
    setOpen(false);
    if (outcome.ok) setTaken(file);
    else setRefusal(outcome.failure);
  };
  return (
    <SettingRow
      name="importConfig"
      label={t('settings.importConfig')}
      namesControl={false}
      about={t('settings.importConfig.about')}
      applies="next-start"
      state={IDLE}
    >
      <Button id="setting-importConfig" onClick={() => void choose()}>
        {t('settings.importConfig.button')}
      </Button>
      <div role="status" className={styles.said}>
        {taken !== null && (
          <p data-tone="good">{t('settings.importConfig.done', { file: taken })}</p>
        )}
        {refusal !== null && (
          <p data-tone="bad">
            {t('settings.importConfig.refused', { reason: failureText(translation, refusal) })}
          </p>
        )}
      </div>
      {preview !== null && (
        <FilePreviewDialog
          preview={preview}
          opened={isOpen}
          onCancel={() => setOpen(false)}
          onApply={(commandsConfirmed) => apply(preview.file, commandsConfirmed)}
        />
      )}
    </SettingRow>
  );
}

function Export() {
  const [written, setWritten] = useState<{
    readonly file: string;
    readonly replaced: readonly ReplacedSetting[];
  } | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
  const { t } = translation;
  const write = async (): Promise<void> => {
    setRefusal(null);
    setWritten(null);
    const outcome = await exportConfig();
    if (outcome === null) return;
    if (outcome.ok) setWritten(outcome);
    else setRefusal(outcome.failure);
  };
  return (
    <SettingRow
      name="exportConfig"
      label={t('settings.exportConfig')}
      namesControl={false}
      about={t('settings.exportConfig.about')}
      applies={null}
      state={IDLE}
    >
      <Button id="setting-exportConfig" onClick={() => void write()}>
        {t('settings.exportConfig.button')}
      </Button>
      <div role="status" className={styles.said}>
        {written !== null && (
          <p data-tone="good">{t('settings.exportConfig.done', { file: written.file })}</p>
        )}
        {written?.replaced.map((replaced) => (
          <p key={replaced.key}>{replacedText(translation, replaced)}</p>
        ))}
        {refusal !== null && (
          <p data-tone="bad">
            {t('settings.exportConfig.refused', { reason: failureText(translation, refusal) })}
          </p>
        )}
      </div>
    </SettingRow>
  );
}

function replacedText(translation: Translation, replaced: ReplacedSetting): string {
  const { key, value, written } = replaced;
  return translation.t(
    written === value ? 'settings.exportConfig.kept' : 'settings.exportConfig.replaced',
    {
      key,
      value: fileValueText(translation, written),
      reason: replacedSettingText(translation, replaced),
    },
  );
}
