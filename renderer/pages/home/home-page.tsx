import { useTranslation } from '../../stores/use-translation.ts';
import { BraidPanel } from './braid-panel.tsx';
import { HashRatePanel } from './hash-rate-panel.tsx';
import { LogTail } from './log-tail.tsx';
import { NextBlockPanel } from './next-block-panel.tsx';
import { TodayPanel } from './today-panel.tsx';
import { VerdictLine } from './verdict-line.tsx';
import styles from './home.module.css';

/** All at a glance: how fast, how likely, what was found, and the braid. */
export function HomePage() {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <h1 className="unseen">{t('frame.page.home')}</h1>
        <VerdictLine />
        <HashRatePanel />
        <div className={styles.side}>
          <NextBlockPanel />
          <TodayPanel />
        </div>
        <BraidPanel />
        <LogTail />
      </div>
    </div>
  );
}
