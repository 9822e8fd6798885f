import { getBestShares, getLuck } from '../../bridge.ts';
import { useNetworkFigures } from '../../components/blocks/use-network-figures.ts';
import { Panel } from '../../components/display/panel.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { countsOn, useCurrentNetwork } from '../../stores/blocks/mined-networks.ts';
import { blocksInAll } from '../../stores/blocks/today-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { BestShare, Odds } from '../../../contract/screen-contract.ts';
import { nearPercent, nearText } from '../../wording/figures/best-share.ts';
import { chanceText, meanTimeText } from '../../wording/figures/chance.ts';
import { effortMeaning, effortText } from '../../wording/figures/effort.ts';
import { agoText } from '../../wording/figures/moments.ts';
import { UNKNOWN, difficultyMeaning, difficultyText } from '../../wording/figures/si-number.ts';
import styles from './home.module.css';

/** How long the next own block takes on average, the odds, and how near the best share came. */
export function NextBlockPanel() {
  const translation = useTranslation();
  const { t } = translation;
  const snapshot = useMinerStore((miner) => miner.calm);
  const network = useCurrentNetwork();
  const blocks = snapshot === null ? 0 : blocksInAll(countsOn(snapshot, network));
  const known = useNetworkFigures(getLuck, network, blocks)?.odds ?? null;
  const best = useNetworkFigures(getBestShares, network, blocks)?.ever ?? null;
  const difficulty = snapshot?.difficulty ?? null;
  const effort = snapshot?.effort ?? null;
  const seconds = snapshot?.expectedSecondsToBlock ?? null;
  // They are asked for every few seconds: without work there is no chance either.
  const odds = seconds === null ? null : known;
  return (
    <Panel title={t('home.nextBlock')}>
      <Expectation seconds={seconds} odds={odds} />
      <dl className={styles.pair}>
        <div title={difficultyMeaning(translation, difficulty)}>
          <dt>{t('home.difficulty')}</dt>
          <dd>{difficultyText(translation, difficulty)}</dd>
        </div>
        <div title={effortMeaning(translation, effort)}>
          <dt>{t('home.effort')}</dt>
          <dd>{effortText(translation, effort)}</dd>
        </div>
        <Chance odds={odds} />
        <BestShareFact best={best} />
      </dl>
    </Panel>
  );
}

interface ExpectationProps {
  readonly seconds: number | null;
  readonly odds: Odds | null;
}

/** The mean time; where that is longer than anyone plans for, the odds of a month. */
function Expectation({ seconds, odds }: ExpectationProps) {
  const translation = useTranslation();
  const { t } = translation;
  const mean = meanTimeText(translation, seconds);
  if (mean === null && seconds !== null && odds !== null) {
    return (
      <p className={styles.primary}>
        {chanceText(translation, odds.month)}
        <small className={styles.how}>{t('home.nextBlock.month')}</small>
      </p>
    );
  }
  return (
    <p className={styles.primary} title={t('home.nextBlock.about')}>
      {mean ?? UNKNOWN}
      {/* The line is always there: odds in place of a time move nothing. */}
      <small className={styles.how}>{mean === null ? '\u00a0' : t('home.nextBlock.mean')}</small>
    </p>
  );
}

function Chance({ odds }: { readonly odds: Odds | null }) {
  const translation = useTranslation();
  const { t } = translation;
  const [day, week, month] = [odds?.day, odds?.week, odds?.month].map((chance) =>
    chanceText(translation, chance ?? null),
  );
  const about = { day: day ?? '', week: week ?? '', month: month ?? '' };
  return (
    <div title={odds === null ? undefined : t('home.chance.about', about)}>
      <dt>{t('home.chance')}</dt>
      <dd>{day}</dd>
    </div>
  );
}

function BestShareFact({ best }: { readonly best: BestShare | null }) {
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const near = best === null ? UNKNOWN : nearText(translation, best);
  const percent = best === null ? null : nearPercent(translation, best);
  const about =
    best === null
      ? t('home.bestShare.none')
      : t('home.bestShare.about', {
          near: `${difficultyText(translation, best.difficulty)}, ${near}`,
          machine: best.machine,
          ago: agoText(translation, best.atMs, nowMs),
        });
  return (
    <div title={about}>
      <dt>{t('home.bestShare')}</dt>
      <dd>
        {percent ?? near}
        {/* The line is always there: a first best share moves nothing. */}
        <small>{percent === null ? '\u00a0' : t('home.bestShare.of')}</small>
      </dd>
    </div>
  );
}
