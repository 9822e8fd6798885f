import { savePreferences } from '../bridge.ts';
import { BlockStateMark } from '../components/blocks/block-state-mark.tsx';
import { Ago } from '../components/display/ago.tsx';
import { Button } from '../components/controls/button.tsx';
import type { OwnBlock } from '../../contract/screen-contract.ts';
import { unseenBlocks } from '../stores/blocks/found-blocks.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useChosenNetwork } from '../stores/blocks/mined-networks.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { openPage, useViewStore } from '../stores/view-store.ts';
import { isPractice } from '../stores/blocks/practice-network.ts';
import { networkName } from '../wording/figures/network-name.ts';
import { rewardText } from '../wording/figures/reward.ts';
import { countText } from '../wording/figures/si-number.ts';
import styles from './found-block-card.module.css';

const NONE: readonly OwnBlock[] = [];

/** A block that was found stays on every page, with what becomes of it, until it was seen. */
export function FoundBlockCard() {
  const { t } = useTranslation();
  const blocks = useMinerStore((miner) => miner.snapshot?.blocks ?? NONE);
  const preferences = useSettingsStore((settings) => settings.preferences);
  const page = useViewStore((view) => view.page);
  const found = preferences === null ? null : unseenBlocks(blocks, preferences);
  const practice = found !== null && isPractice(found.newest.versionName);
  const title =
    found === null
      ? ''
      : practice
        ? t('frame.found.practice')
        : t('frame.found', { count: found.count });
  return (
    <>
      <div className="unseen" role="status">
        {title}
      </div>
      {found !== null && (
        <section className={styles.card} data-practice={practice || undefined} aria-label={title}>
          <span className={styles.knot} aria-hidden="true" />
          <div className={styles.text}>
            <p className={styles.title}>
              <strong>{title}</strong>
              <span className={styles.state}>
                {found.count > 1 && t('frame.found.newest')}
                <BlockStateMark state={found.newest.state} reason={found.newest.reason} />
              </span>
            </p>
            <Facts block={found.newest} />
          </div>
          {page !== 'blocks' && (
            <Button size="small" kind="main" onClick={() => show(found.newest)}>
              {t('frame.found.show')}
            </Button>
          )}
          <Button size="small" onClick={() => void savePreferences(found.seen)}>
            {t('frame.dismiss')}
          </Button>
        </section>
      )}
    </>
  );
}

/** Of several blocks those of the newest. */
function Facts({ block }: { readonly block: OwnBlock }) {
  const translation = useTranslation();
  const { t } = translation;
  const { chain, worker, versionName, reward, foundAtMs } = block;
  const height = countText(translation, block.height);
  return (
    <p className={styles.facts}>
      <span>{t('frame.found.where', { chain, height, worker })}</span>
      <span>{networkName(translation, versionName)}</span>
      <Ago atMs={foundAtMs} />
      {reward !== null && reward > 0 && (
        <span>
          {t('frame.found.pays', { reward: rewardText(translation, reward, versionName) })}
        </span>
      )}
    </p>
  );
}

function show({ versionName }: OwnBlock): void {
  useChosenNetwork.setState({ versionName });
  openPage('blocks');
}
