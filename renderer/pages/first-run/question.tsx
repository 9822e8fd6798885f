import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './first-run.module.css';

interface QuestionProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** One question with its number. */
export function Question({ number, title, children }: QuestionProps) {
  const id = useId();
  return (
    <section className={styles.question} aria-labelledby={id}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.answer}>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </section>
  );
}
