import { useEffect, useState } from 'react';
import { copyText } from '../../bridge.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { shortened } from '../../wording/shortened.ts';
import styles from './copy-text.module.css';
import { Icon } from './icons.tsx';

interface CopyTextProps {
  readonly text: string;
  /** What a click does, with the text as it is shown: `Copy block hash oDL-fc…MWnAAA`. */
  readonly label: (shown: string) => string;
  /** For the hover. */
  readonly title: string;
}

/** A hash or key, shortened in the middle; a click copies the whole of it. */
export function CopyText({ text, label, title }: CopyTextProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  const shown = shortened(text);
  return (
    <button
      type="button"
      className={styles.button}
      title={title}
      aria-label={copied ? t('units.copied', { text: shown }) : label(shown)}
      onClick={(event) => {
        event.stopPropagation();
        copy(text);
      }}
    >
      <span className="mono">{shown}</span>
      <Icon name={copied ? 'check' : 'copy'} size={14} />
    </button>
  );
}

/** Copies a text and says for a moment that it did. */
export function useCopied(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, (text) => void copyText({ text }).then((outcome) => setCopied(outcome.ok))];
}
