import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { FilePreview } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { fileNoteText, unknownSettingText } from '../../../wording/settings/file-notes.ts';
import styles from './config-files.module.css';
import { fileValueText } from './file-value.ts';
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
  const { t } = translation;
  const summary = [
    t('settings.preview.changes', { count: changes.length }),
    ...(alreadySo > 0 ? [t('settings.preview.same', { count: alreadySo })] : []),
  ].join(' ');
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
    <Modal
      opened={opened}
      onClose={onCancel}
      title={t('settings.preview.title', { file })}
      size="46rem"
    >
      <p className="muted">{summary}</p>
      <div
        className={styles.shown}
        tabIndex={0}
        role="group"
        aria-label={t('settings.preview.contents')}
      >
        {changes.length > 0 && (
          <table className={styles.changes} aria-label={t('settings.preview.table')}>
            <thead>
              <tr>
                <th scope="col">{t('settings.preview.setting')}</th>
                <th scope="col">{t('settings.preview.now')}</th>
                <th scope="col">{t('settings.preview.then')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ key, from, to }) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td className="muted">{fileValueText(translation, from)}</td>
                  <td>{fileValueText(translation, to)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Sentences
          title={t('settings.preview.adjusted')}
          sentences={notes.map((note) => fileNoteText(translation, note))}
        />
        <Sentences
          title={t('settings.preview.unknown')}
          sentences={unknown.map((one) => unknownSettingText(translation, one))}
        />
      </div>
      <div className={settingsStyles.buttons}>
        {changes.length === 0 && unknown.length === 0 ? (
          <Button kind="main" data-autofocus onClick={onCancel}>
            {t('settings.close')}
          </Button>
        ) : (
          <>
            <Button kind="quiet" onClick={onCancel}>
              {t('settings.cancel')}
            </Button>
            <Button kind="main" data-autofocus busy={busy} onClick={() => void apply()}>
              {t('settings.preview.apply')}
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
