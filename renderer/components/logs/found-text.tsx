import type { ReactNode } from 'react';
import styles from './log-line.module.css';

interface FoundTextProps {
  readonly text: string;
  /** What is looked for, in any case. */
  readonly words: readonly string[];
}

/** A text with the words that are looked for marked in it. */
export function FoundText({ text, words }: FoundTextProps): ReactNode {
  if (words.length === 0) return text;
  const longestFirst = [...words].sort((a, b) => b.length - a.length).map(literal);
  // With a group, each second part is what was found.
  return text.split(new RegExp(`(${longestFirst.join('|')})`, 'giu')).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <mark key={at} className={styles.found}>
        {part}
      </mark>
    ),
  );
}

/** As a pattern that matches just this text. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
