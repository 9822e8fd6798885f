import { useElementSize } from '@mantine/hooks';
import { StateShape } from '../../components/blocks/block-state-mark.tsx';
import { Ago } from '../../components/display/ago.tsx';
import type { OwnBlock } from '../../../contract/screen-contract.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { blockState } from '../../wording/block-states.ts';
import { countText } from '../../wording/figures/si-number.ts';
import styles from './latest-own-blocks.module.css';

/** As in the style sheet, px. */
const ROW_PX = 24;
/** Less room is no list. */
const FEWEST = 2;
const NONE: readonly OwnBlock[] = [];

/** The newest own blocks on a network, as many as a tall window has room for below the counts of today. */
export function LatestOwnBlocks({ network }: { readonly network: string | null }) {
  const translation = useTranslation();
  const { t } = translation;
  const { ref, height } = useElementSize();
  const blocks = useMinerStore(({ calm }) => calm?.blocks ?? NONE);
  const rows = Math.floor(height / ROW_PX);
  const own = blocks.filter(({ versionName }) => versionName === network).slice(0, rows);
  return (
    <div ref={ref} className={styles.room}>
      {rows >= FEWEST && own.length === 0 && <p>{t('home.latest.none')}</p>}
      {rows >= FEWEST && own.length > 0 && (
        <ol aria-label={t('home.latest')}>
          {own.map(({ id, chain, height: at, foundAtMs, state }) => (
            <li key={id}>
              <span title={t(blockState(state).meaning)}>
                <StateShape state={state} />
                <span className="unseen">{t(blockState(state).name)}</span>
              </span>
              <span>
                {t('braid.chain', { chain })} <small>{countText(translation, at)}</small>
              </span>
              <Ago atMs={foundAtMs} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
