import { Panel } from '../../components/display/panel.tsx';
import type { Odds } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { chanceText, meanTimeText } from '../../wording/figures/chance.ts';
import styles from './summary.module.css';

const PERIODS = [
  ['day', 'blocks.odds.day'],
  ['week', 'blocks.odds.week'],
  ['month', 'blocks.odds.month'],
] as const;

/** The chance of a block in a day, a week and a month at the present rate. */
export function OddsPanel({ odds }: { readonly odds: Odds | null }) {
  const translation = useTranslation();
  const { t } = translation;
  const duration = meanTimeText(translation, odds?.expectedSeconds ?? null);
  return (
    <Panel title={t('blocks.odds')}>
      {odds === null ? (
        <p className={styles.none}>{t('blocks.odds.none')}</p>
      ) : (
        <>
          <dl className={styles.pairs}>
            {PERIODS.map(([period, name]) => (
              <div key={period}>
                <dt>{t(name)}</dt>
                <dd>{chanceText(translation, odds[period])}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.note}>
            {duration === null ? t('blocks.odds.any') : t('blocks.odds.mean', { duration })}
          </p>
        </>
      )}
    </Panel>
  );
}
