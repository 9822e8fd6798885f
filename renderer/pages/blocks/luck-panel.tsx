import { Panel } from '../../components/display/panel.tsx';
import type { Luck } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { expectedText, luckText, luckVerdict, usualText } from '../../wording/figures/luck.ts';
import { countText } from '../../wording/figures/si-number.ts';
import styles from './summary.module.css';

/** Blocks found against blocks expected, and whether that is more than chance. */
export function LuckPanel({ luck }: { readonly luck: readonly Luck[] | null }) {
  const translation = useTranslation();
  const { t } = translation;
  const judged = luck?.filter((each) => each.luck !== null) ?? [];
  return (
    <Panel title={t('blocks.luck')}>
      {judged.length === 0 ? (
        <p className={styles.none}>{t('blocks.luck.none')}</p>
      ) : (
        <>
          <table className={styles.figures} aria-label={t('blocks.luck')}>
            <thead>
              <tr>
                <th scope="col">{t('blocks.luck.period')}</th>
                <th scope="col">{t('blocks.luck.found')}</th>
                <th scope="col">{t('blocks.luck.expected')}</th>
                <th scope="col">{t('blocks.luck.ratio')}</th>
                <th scope="col">{t('blocks.luck.usual')}</th>
              </tr>
            </thead>
            <tbody>
              {luck?.map((each) => (
                <tr key={each.days}>
                  <th scope="row">{t('blocks.luck.days', { days: each.days })}</th>
                  <td>{countText(translation, each.found)}</td>
                  <td>{expectedText(translation, each.expected)}</td>
                  <td>{luckText(translation, each)}</td>
                  <td>{usualText(translation, each)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.note}>
            <strong>{verdict(translation, judged)}</strong> {t('blocks.luck.about')}
          </p>
        </>
      )}
    </Panel>
  );
}

/** The longest period in which chance alone would hardly do what happened; or that all is usual. */
function verdict({ t }: ReturnType<typeof useTranslation>, judged: readonly Luck[]): string {
  const unusual = judged.findLast((each) => luckVerdict(each) !== 'usual');
  const days = (unusual ?? judged[0])?.days ?? 1;
  return t('blocks.luck.verdict', {
    verdict: unusual === undefined ? 'usual' : (luckVerdict(unusual) ?? 'usual'),
    days,
  });
}
