import type { ReactNode } from 'react';
import styles from './banner.module.css';

interface BannerProps {
  readonly tone: 'warn' | 'calm';
  /** What can be done about it. */
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

/** A sentence above every page, until it was seen. */
export function Banner({ tone, buttons, children }: BannerProps) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'warn' ? 'alert' : 'status'}>
      <p>{children}</p>
      {buttons}
    </div>
  );
}
