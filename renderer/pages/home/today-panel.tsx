import { useTranslation } from '../../stores/use-translation.ts';
import { askEarnings } from '../../components/blocks/ask-earnings.ts';
import { useNetworkFigures } from '../../components/blocks/use-network-figures.ts';
import { StateShape } from '../../components/blocks/block-state-mark.tsx';
import { Panel } from '../../components/display/panel.tsx';
import { useMinerStore } from '../../stores/miner-store.ts';
import { countsOn, useCurrentNetwork } from '../../stores/blocks/mined-networks.ts';
import { blocksInAll, blocksToday, useTodayStore } from '../../stores/blocks/today-store.ts';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { BLOCK_STATES, blockState } from '../../wording/block-states.ts';
import { isPractice } from '../../stores/blocks/practice-network.ts';
import { earnedText } from '../../wording/figures/reward.ts';
import { networkName } from '../../wording/figures/network-name.ts';
import { UNKNOWN, countText } from '../../wording/figures/si-number.ts';
import styles from './home.module.css';
import { LatestOwnBlocks } from './latest-own-blocks.tsx';

/** Always listed, so that the panel keeps its height; the others come when there are any. */
const ALWAYS = new Set(['confirmed', 'accepted']);

/** Own blocks of today on the network that is mined on, and all of them there by state. */
export function TodayPanel() {
  const translation = useTranslation();
  const { t } = translation;
  const network = useCurrentNetwork();
  const counts = useMinerStore(({ calm }) => (calm === null ? null : countsOn(calm, network)));
  const store = useTodayStore();
  const practice = network !== null && isPractice(network);
  const today =
    counts === null || network === null
      ? counts && 0
      : blocksToday(store, network, blocksInAll(counts));
  return (
    <Panel title={t('home.today')} aside={<NetworkTag network={network} />}>
      <p className={styles.primary} data-testid="blocks-today">
        {today === null ? UNKNOWN : countText(translation, today)}
      </p>
      {counts !== null && network !== null && !practice && (
        <Earned network={network} blocks={blocksInAll(counts)} />
      )}
      <div className={styles.blocks}>
        {counts !== null && <Counts counts={counts} network={network} />}
        <LatestOwnBlocks network={network} />
      </div>
    </Panel>
  );
}

/** That it is practice; or its name, where the strip above speaks of the network of the next start instead. */
function NetworkTag({ network }: { readonly network: string | null }) {
  const translation = useTranslation();
  const isOnStrip = useMinerStore(({ calm }) => calm !== null && calm.network !== null);
  if (network === null) return null;
  if (isPractice(network)) {
    return <span className={styles.practice}>{translation.t('home.practice')}</span>;
  }
  return isOnStrip ? null : <span className="muted">{networkName(translation, network)}</span>;
}

/** What the confirmed ones of today paid, and those of a week. */
function Earned({ network, blocks }: { readonly network: string; readonly blocks: number }) {
  const translation = useTranslation();
  const { t } = translation;
  const earned = useNetworkFigures(askEarnings, network, blocks);
  const amountOf = (period: 'today' | 'week'): string =>
    earned === null ? UNKNOWN : earnedText(translation, earned[period], network);
  return (
    <p className={styles.earned} title={t('blocks.earned.about')}>
      {t('home.earned', { today: amountOf('today'), week: amountOf('week') })}
    </p>
  );
}

interface CountsProps {
  readonly counts: MinerSnapshot['blockCounts'];
  readonly network: string | null;
}

function Counts({ counts, network }: CountsProps) {
  const translation = useTranslation();
  const { t } = translation;
  const name = network === null ? t('frame.noNetwork') : networkName(translation, network);
  return (
    <>
      <p className={styles.countsTitle}>{t('home.allBlocks.caption')}</p>
      <dl className={styles.counts} aria-label={t('home.allBlocks')}>
        {BLOCK_STATES.filter((state) => ALWAYS.has(state) || counts[state] > 0).map((state) => (
          <div
            key={state}
            title={t('home.allBlocks.about', {
              network: name,
              meaning: t(blockState(state).meaning),
            })}
          >
            <dt>
              <StateShape state={state} /> {t(blockState(state).name)}
            </dt>
            <dd>{countText(translation, counts[state])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
