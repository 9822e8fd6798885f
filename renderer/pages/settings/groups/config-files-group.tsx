import { useState } from 'react';
import { applyConfigFile, chooseConfigFile, exportConfig } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import type {
  Failure,
  FilePreview,
  ReplacedSetting,
} from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { failureText } from '../../../wording/failures.ts';
import { replacedSettingText } from '../../../wording/file-notes.ts';
import { valueText } from '../../../wording/setting-origin.ts';
import { FilePreviewDialog } from './file-preview-dialog.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { SettingRow } from '../fields/setting-row.tsx';
import styles from './config-files.module.css';

const IDLE = { status: 'idle', refusal: null } as const;

/** Settings from a file, and into one. */
export function ConfigFilesGroup() {
  return (
    <SettingGroup question="Configuration files">
      <Import />
      <Export />
    </SettingGroup>
  );
}

function Import() {
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
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
  const apply = async (file: string): Promise<void> => {
    const outcome = await applyConfigFile();
    setOpen(false);
    if (outcome.ok) setTaken(file);
    else setRefusal(outcome.failure);
  };
  return (
    <SettingRow
      name="importConfig"
      label="Import"
      namesControl={false}
      sentence="From a file of Heddle or chainweb-mining-client, YAML or JSON. You see what would change first."
      applies="next start"
      state={IDLE}
    >
      <Button id="setting-importConfig" onClick={() => void choose()}>
        Import…
      </Button>
      <div role="status" className={styles.said}>
        {taken !== null && <p data-tone="good">✓ Settings taken from {taken}</p>}
        {refusal !== null && (
          <p data-tone="bad">✕ Nothing was changed. {failureText(translation, refusal)}</p>
        )}
      </div>
      {preview !== null && (
        <FilePreviewDialog
          preview={preview}
          opened={isOpen}
          onCancel={() => setOpen(false)}
          onApply={() => apply(preview.file)}
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
      label="Export"
      namesControl={false}
      sentence="All settings, passwords among them, in words that chainweb-mining-client reads as well."
      applies={null}
      state={IDLE}
    >
      <Button id="setting-exportConfig" onClick={() => void write()}>
        Export…
      </Button>
      <div role="status" className={styles.said}>
        {written !== null && <p data-tone="good">✓ Written to {written.file}</p>}
        {written?.replaced.map((replaced) => (
          <p key={replaced.key}>
            <span className="mono">{replaced.key}</span> is{' '}
            {replaced.written === replaced.value
              ? valueText(replaced.value)
              : `written as ${valueText(replaced.written)}`}
            : {replacedSettingText(translation, replaced)}
          </p>
        ))}
        {refusal !== null && <p data-tone="bad">✕ {failureText(translation, refusal)}</p>}
      </div>
    </SettingRow>
  );
}
