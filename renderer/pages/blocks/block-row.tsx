import { useTranslation } from '../../stores/use-translation.ts';
import { memo } from 'react';
import { Ago } from '../../components/controls/ago.tsx';
import { BlockStateMark } from '../../components/blocks/block-state-mark.tsx';
import { CopyWord } from '../../components/controls/copy-text.tsx';
import type { OwnBlock } from '../../../contract/screen-contract.ts';
import { effortText } from '../../wording/effort.ts';
import { countText, difficultyText } from '../../wording/si-number.ts';
import styles from './blocks.module.css';

/** The columns' names. */
export function BlocksHead() {
  return (
    <tr>
      <th scope="col">Found</th>
      <th scope="col">State</th>
      <th scope="col" className={styles.number}>
        Chain
      </th>
      <th scope="col" className={styles.number}>
        Height
      </th>
      <th
        scope="col"
        className={styles.number}
        title="Hashes spent for it, measured against the average. Below 100 % is good luck."
      >
        Effort
      </th>
      <th scope="col" className={styles.number} title="Hashes that it takes on average">
        Difficulty
      </th>
      <th scope="col">Found by</th>
      <th scope="col">Hash</th>
    </tr>
  );
}

/** The cells of one block. */
export const BlockRow = memo(function BlockRow({ block }: { readonly block: OwnBlock }) {
  const translation = useTranslation();
  return (
    <>
      <td>
        <Ago atMs={block.foundAtMs} />
      </td>
      <td>
        <BlockStateMark state={block.state} reason={block.reason} />
      </td>
      <td className={styles.number}>{block.chain}</td>
      <td className={styles.number}>{countText(translation, block.height)}</td>
      <td className={styles.number}>{effortText(translation, block.effort)}</td>
      <td className={styles.number}>{difficultyText(translation, block.difficulty)}</td>
      <td className={styles.worker} title={`${block.worker}, on ${block.versionName}`}>
        {block.worker}
      </td>
      <td>
        <CopyWord text={block.id} what="block hash" />
      </td>
    </>
  );
});
