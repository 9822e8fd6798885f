import type { ReactNode } from 'react';
import styles from './empty-page.module.css';

interface EmptyPageProps {
  readonly title: string;
  /** What will be here, or what to do. */
  readonly children: ReactNode;
}

/** In place of a list that has nothing yet. */
export function EmptyPage({ title, children }: EmptyPageProps) {
  return (
    <div className={styles.page}>
      <h2>{title}</h2>
      <p className="muted">{children}</p>
    </div>
  );
}
