import type { ReactNode } from 'react';
import styles from './task-foot.module.css';

/** The end of a task: a sentence on what is chosen or missing, and the button that goes on. */
export function TaskFoot({ children }: { readonly children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>;
}
