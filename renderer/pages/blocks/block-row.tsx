import { useTranslation } from '../../stores/use-translation.ts';
import { memo } from 'react';
import { Ago } from '../../components/display/ago.tsx';
import { BlockStateMark } from '../../components/blocks/block-state-mark.tsx';
import { CopyText } from '../../components/controls/copy-text.tsx';
import type { OwnBlock } from '../../../contract/screen-contract.ts';
import { refusalReason } from '../../wording/block-states.ts';
import { aboutText } from '../../wording/figures/durations.ts';
import { effortText } from '../../wording/figures/effort.ts';
import { forkText } from '../../wording/figures/fork-state.ts';
import { rewardText } from '../../wording/figures/reward.ts';
import { countText, difficultyText } from '../../wording/figures/si-number.ts';
import styles from './blocks.module.css';

/** The columns' names. */
export function BlocksHead() {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="col">{t('blocks.column.found')}</th>
      <th scope="col">{t('blocks.column.state')}</th>
      <th scope="col" className={styles.number}>
        {t('blocks.column.chain')}
      </th>
      <th scope="col" className={styles.number}>
        {t('blocks.column.height')}
      </th>
      <th scope="col" className={styles.number} title={t('blocks.column.effort.about')}>
        {t('blocks.column.effort')}
      </th>
      <th
        scope="col"
        className={`${styles.number} ${styles.expected}`}
        title={t('blocks.column.expected.about')}
      >
        {t('blocks.column.expected')}
      </th>
      <th scope="col" className={styles.number} title={t('blocks.column.reward.about')}>
        {t('blocks.column.reward')}
      </th>
      <th scope="col">{t('blocks.column.foundBy')}</th>
      <th scope="col">{t('blocks.column.hash')}</th>
    </tr>
  );
}

/** The cells of one block. */
export const BlockRow = memo(function BlockRow({ block }: { readonly block: OwnBlock }) {
  const translation = useTranslation();
  const { t } = translation;
  const forks = forkText(translation, block.forkState);
  return (
    <>
      <td>
        <Ago atMs={block.foundAtMs} />
      </td>
      <td className={styles.state}>
        <BlockStateMark state={block.state} reason={block.reason} />
        {block.reason !== null && block.reason !== '' && (
          <small className={styles.reason} title={block.reason}>
            {refusalReason(translation, block.reason)}
          </small>
        )}
      </td>
      <td className={styles.number}>{block.chain}</td>
      <td className={styles.number}>{countText(translation, block.height)}</td>
      <td className={styles.number}>{effortText(translation, block.effort)}</td>
      <td
        className={`${styles.number} ${styles.expected}`}
        title={t('blocks.expected.about', {
          difficulty: difficultyText(translation, block.difficulty),
        })}
      >
        {aboutText(translation, block.expectedSeconds)}
      </td>
      <td className={styles.number}>{rewardText(translation, block.reward, block.versionName)}</td>
      <td
        className={styles.worker}
        title={t('blocks.foundBy', { worker: block.worker, network: block.versionName })}
      >
        {block.worker}
        {forks !== null && (
          <small title={t('blocks.fork.about')} className="muted">
            {forks}
          </small>
        )}
      </td>
      <td className={styles.hash}>
        <CopyText
          text={block.id}
          title={t('blocks.hash.about', { hash: block.id })}
          label={(hash) => t('blocks.copyHash', { hash })}
        />
      </td>
    </>
  );
});
