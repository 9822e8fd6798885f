import { useTranslation } from '../../stores/use-translation.ts';
import { StateShape } from '../../components/blocks/block-state-mark.tsx';
import { Panel } from '../../components/display/panel.tsx';
import { useMinerStore } from '../../stores/miner-store.ts';
import { blocksInAll, blocksToday, useTodayStore } from '../../stores/today-store.ts';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { BLOCK_STATES, blockState } from '../../wording/block-states.ts';
import { UNKNOWN, countText } from '../../wording/figures/si-number.ts';
import styles from './home.module.css';

/** Always listed, so that the panel keeps its height; the others come when there are any. */
const ALWAYS = new Set(['confirmed', 'accepted']);

/** Own blocks of today, and all of them by state. */
export function TodayPanel() {
  const translation = useTranslation();
  const { t } = translation;
  const counts = useMinerStore((miner) => miner.calm?.blockCounts ?? null);
  const store = useTodayStore();
  const today = counts === null ? null : blocksToday(store, blocksInAll(counts));
  return (
    <Panel title={t('home.today')}>
      <p className={styles.primary} data-testid="blocks-today">
        {today === null ? UNKNOWN : countText(translation, today)}
      </p>
      {counts !== null && <Counts counts={counts} />}
    </Panel>
  );
}

function Counts({ counts }: { readonly counts: MinerSnapshot['blockCounts'] }) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <dl className={styles.counts} aria-label={t('home.allBlocks')}>
      {BLOCK_STATES.filter((state) => ALWAYS.has(state) || counts[state] > 0).map((state) => (
        <div
          key={state}
          title={t('home.allBlocks.about', { meaning: t(blockState(state).meaning) })}
        >
          <dt>
            <StateShape state={state} /> {t(blockState(state).name)}
          </dt>
          <dd>{countText(translation, counts[state])}</dd>
        </div>
      ))}
    </dl>
  );
}
