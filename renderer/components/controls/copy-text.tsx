import { useEffect, useState } from 'react';
import { copyText } from '../../bridge.ts';
import { shortened } from '../../wording/shortened.ts';
import styles from './copy-text.module.css';
import { Icon } from './icons.tsx';

interface CopyWordProps {
  readonly text: string;
  /** What it is, for the hover and for screen readers: `block hash`. */
  readonly what: string;
  /** Characters kept on each side. */
  readonly keep?: number;
}

/** A hash or key, shortened in the middle; a click copies the whole of it. */
export function CopyWord({ text, what, keep = 6 }: CopyWordProps) {
  const [copied, copy] = useCopied();
  return (
    <button
      type="button"
      className={styles.word}
      title={`${text}\nClick to copy`}
      aria-label={copied ? `${what} copied` : `Copy ${what} ${shortened(text, 4)}`}
      onClick={(event) => {
        event.stopPropagation();
        copy(text);
      }}
    >
      <span className="mono">{shortened(text, keep)}</span>
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
