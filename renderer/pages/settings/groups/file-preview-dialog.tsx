import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { FilePreview } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { fileNoteText, unknownSettingText } from '../../../wording/file-notes.ts';
import { valueText } from '../../../wording/setting-origin.ts';
import styles from './config-files.module.css';
import settingsStyles from '../settings.module.css';

interface FilePreviewDialogProps {
  readonly preview: FilePreview;
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onApply: () => Promise<void>;
}

/** What a configuration file would change, before it does. */
export function FilePreviewDialog({ preview, opened, onCancel, onApply }: FilePreviewDialogProps) {
  const { file, changes, alreadySo, notes, unknown } = preview;
  const translation = useTranslation();
  const [busy, setBusy] = useState(false);
  const apply = async (): Promise<void> => {
    setBusy(true);
    try {
      await onApply();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onCancel} title={`Settings of ${file}`} size="46rem">
      <p className="muted">{summary(changes.length, alreadySo)}</p>
      <div className={styles.shown} tabIndex={0} role="group" aria-label="What the file brings">
        {changes.length > 0 && (
          <table className={styles.changes} aria-label="What changes">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col">Now</th>
                <th scope="col">Then</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ key, from, to }) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td className="muted">{valueText(from)}</td>
                  <td>{valueText(to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Sentences
          title="Not as it stands"
          sentences={notes.map((note) => fileNoteText(translation, note))}
        />
        <Sentences
          title="Kept, without effect"
          sentences={unknown.map((one) => unknownSettingText(translation, one))}
        />
      </div>
      <div className={settingsStyles.buttons}>
        {changes.length === 0 && unknown.length === 0 ? (
          <Button kind="main" data-autofocus onClick={onCancel}>
            Close
          </Button>
        ) : (
          <>
            <Button kind="quiet" onClick={onCancel}>
              Cancel
            </Button>
            <Button kind="main" data-autofocus busy={busy} onClick={() => void apply()}>
              Apply
            </Button>
          </>
        )}
      </div>
    </Modal>
  );
}

function Sentences({
  title,
  sentences,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
}) {
  if (sentences.length === 0) return null;
  return (
    <section className={styles.unknown} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function summary(changes: number, alreadySo: number): string {
  const settings = (count: number): string => (count === 1 ? '1 setting' : `${count} settings`);
  const same = alreadySo === 0 ? '' : ` ${settings(alreadySo)} of the file hold already.`;
  if (changes === 0) return `No setting would change.${same}`;
  return `${settings(changes)} would change; all others stay as they are.${same}`;
}
