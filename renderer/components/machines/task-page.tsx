import type { ReactNode } from 'react';
import styles from './task-page.module.css';

interface TaskPageProps {
  readonly title: string;
  /** What the task is, in a sentence. */
  readonly about: string;
  /** The ways out of it. */
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

/** A page for one task with machines, instead of their list: finding, connecting or setting them up. */
export function TaskPage({ title, about, buttons, children }: TaskPageProps) {
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <header className={styles.head}>
          <div>
            <h1>{title}</h1>
            <p className="muted">{about}</p>
          </div>
          <div className={styles.buttons}>{buttons}</div>
        </header>
        {children}
      </div>
    </div>
  );
}
