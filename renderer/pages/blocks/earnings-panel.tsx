import { Panel } from '../../components/display/panel.tsx';
import type { Requests } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { earnedText, missingText } from '../../wording/figures/reward.ts';
import styles from './summary.module.css';
import { isPractice } from '../../stores/blocks/practice-network.ts';

const PERIODS = [
  ['today', 'blocks.earned.today'],
  ['week', 'blocks.earned.week'],
  ['month', 'blocks.earned.month'],
] as const;

interface EarningsPanelProps {
  readonly versionName: string;
  readonly earned: Requests['getEarnings']['output'] | null;
}

/** What confirmed blocks paid, in coins. */
export function EarningsPanel({ versionName, earned }: EarningsPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  if (isPractice(versionName)) {
    return (
      <Panel title={t('blocks.earned')}>
        <p className={styles.none}>{t('blocks.earned.practice')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('blocks.earned')}>
      <dl className={styles.pairs}>
        {earned !== null &&
          PERIODS.map(([period, name]) => (
            <div key={period}>
              <dt>{t(name)}</dt>
              <dd>{earnedText(translation, earned[period], versionName)}</dd>
              <Missing text={missingText(translation, earned[period])} />
            </div>
          ))}
      </dl>
      <p className={styles.note}>{t('blocks.earned.about')}</p>
    </Panel>
  );
}

function Missing({ text }: { readonly text: string | null }) {
  return text === null ? null : <dd className={styles.detail}>{text}</dd>;
}
