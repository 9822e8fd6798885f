import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import type { FilePreview, SettingChange } from '../../../../contract/screen-contract.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { fileNoteText, unknownSettingText } from '../../../wording/settings/file-notes.ts';
import styles from './config-files.module.css';
import { FileSettingName } from './file-setting-name.tsx';
import { settingValueText } from './file-value.ts';
import { PreviewCommands } from './preview-commands.tsx';
import settingsStyles from '../settings.module.css';

interface FilePreviewDialogProps {
  readonly preview: FilePreview;
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onApply: (commandsConfirmed: boolean) => Promise<void>;
}

/** What a configuration file would change, before it does. */
export function FilePreviewDialog({ preview, opened, onCancel, onApply }: FilePreviewDialogProps) {
  const { file, commands, rewards, changes, alreadySo, notes, unknown } = preview;
  const translation = useTranslation();
  const { t } = translation;
  const count = commands.length + rewards.length + changes.length;
  // Of this preview: the next one has to be confirmed by itself.
  const [confirmed, setConfirmed] = useState<FilePreview | null>(null);
  const isConfirmed = confirmed === preview;
  const isDangerous = commands.length > 0;
  const summary = [
    t('settings.preview.changes', { count }),
    ...(alreadySo > 0 ? [t('settings.preview.same', { count: alreadySo })] : []),
  ].join(' ');
  const [busy, setBusy] = useState(false);
  const apply = async (): Promise<void> => {
    setBusy(true);
    try {
      await onApply(isConfirmed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={t('settings.preview.title', { file })}
      closeButtonProps={{ 'aria-label': t('settings.close') }}
      size="46rem"
    >
      <p className="muted">{summary}</p>
      <div
        className={styles.shown}
        tabIndex={0}
        role="group"
        aria-label={t('settings.preview.contents')}
      >
        {isDangerous && (
          <PreviewCommands
            commands={commands}
            confirmed={isConfirmed}
            onConfirm={(isSure) => setConfirmed(isSure ? preview : null)}
          />
        )}
        {rewards.length > 0 && (
          <section
            className={styles.part}
            data-tone="warn"
            aria-label={t('settings.preview.rewards')}
          >
            <h3>{t('settings.preview.rewards')}</h3>
            <p>{t('settings.preview.rewards.about')}</p>
            <ChangesTable label={t('settings.preview.rewards')} changes={rewards} />
          </section>
        )}
        {changes.length > 0 && (
          <ChangesTable label={t('settings.preview.table')} changes={changes} />
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
        {count === 0 && unknown.length === 0 ? (
          <Button kind="main" data-autofocus onClick={onCancel}>
            {t('settings.close')}
          </Button>
        ) : (
          <>
            <Button kind="quiet" data-autofocus={isDangerous ? true : undefined} onClick={onCancel}>
              {t('settings.cancel')}
            </Button>
            <Button
              kind="main"
              data-autofocus={isDangerous ? undefined : true}
              busy={busy}
              disabled={isDangerous && !isConfirmed}
              onClick={() => void apply()}
            >
              {t('settings.preview.apply')}
            </Button>
          </>
        )}
      </div>
    </Modal>
  );
}

function ChangesTable({
  label,
  changes,
}: {
  readonly label: string;
  readonly changes: readonly SettingChange[];
}) {
  const translation = useTranslation();
  const { t } = translation;
  const facts = useSettingFactsStore((settings) => settings.facts);
  const textOf = (key: SettingChange['key'], value: unknown): string =>
    settingValueText(translation, key, value, facts.get(key));
  return (
    <table className={styles.changes} aria-label={label}>
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
            <th scope="row">
              <FileSettingName name={key} />
            </th>
            <td className="muted">{textOf(key, from)}</td>
            <td>{textOf(key, to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
