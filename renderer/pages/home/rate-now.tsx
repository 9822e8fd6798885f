import { Figure } from '../../components/display/figure.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { MinerSnapshot, WorkerSnapshot } from '../../../contract/screen-contract.ts';
import {
  howComputedText,
  rateSourceText,
  unknownRateText,
} from '../../wording/figures/how-computed.ts';
import { timeOfDayText } from '../../wording/figures/moments.ts';
import { hashRateParts, hashRateText } from '../../wording/figures/si-number.ts';
import { areApart } from '../../wording/worker-groups.ts';
import { silenceText } from '../../wording/problems/silence.ts';
import { errorText, estimatesText } from '../../wording/machines/rate-estimates.ts';
import styles from './home.module.css';

const NO_WORKERS: readonly WorkerSnapshot[] = [];

/** The hash rate of this moment, how it was over a minute or how precise it is, and where it comes from. */
export function RateNow() {
  const translation = useTranslation();
  const { t } = translation;
  const snapshot = useMinerStore((miner) => miner.calm);
  const workers = snapshot?.workers ?? NO_WORKERS;
  const { stratum } = snapshot ?? { stratum: null };
  const outdatedSinceMs = stratum !== null && stratum.online > 0 ? stratum.outdatedSinceMs : null;
  // Several kinds have a row each, which says that of its own.
  const isApart = areApart(snapshot?.groups ?? []);
  const isUnknown = snapshot !== null && !snapshot.isRateKnown;
  const how = isApart ? null : howComputedText(translation, workers);
  return (
    <div className={styles.rate}>
      <span
        data-testid="hash-rate"
        role="group"
        aria-label={t('home.hashRate.now')}
        title={rateSourceText(translation, workers) ?? undefined}
      >
        <Figure
          size="large"
          parts={hashRateParts(translation, isUnknown ? null : (snapshot?.hashesPerSecond ?? 0))}
        />
      </span>
      <p className="muted">
        {snapshot !== null && snapshot.phase !== 'stopped' ? (
          <>
            {how !== null && <span className={styles.threads}>{how}</span>}
            {outdatedSinceMs !== null ? (
              <span className={styles.outdated}>
                {t('machines.total.outdated', {
                  time: timeOfDayText(translation, outdatedSinceMs),
                })}
              </span>
            ) : isUnknown ? (
              unknownRateText(translation, snapshot.groups)
            ) : (
              <Steadiness snapshot={snapshot} />
            )}
          </>
        ) : (
          t('home.notMining')
        )}
      </p>
    </div>
  );
}

/** The rate over a minute; of machines alone, whose rate is an estimate already, how precise that is. */
function Steadiness({ snapshot }: { readonly snapshot: MinerSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const { groups, stratum, hashesPerSecondMinute } = snapshot;
  if (stratum === null || groups.some(({ kind }) => kind !== 'stratum')) {
    return t('home.minute', { rate: hashRateText(translation, hashesPerSecondMinute) });
  }
  const error = errorText(translation, stratum.rate);
  if (error === '') return null;
  return (
    <span title={estimatesText(translation, stratum.total)}>
      {t('home.rate.byShares', { error })}
    </span>
  );
}

/** Programs without an answer for long: usual where blocks are hard, and good to know. */
export function Silence() {
  const translation = useTranslation();
  const workers = useMinerStore((miner) => miner.calm?.workers ?? NO_WORKERS);
  const nowMs = useClockStore((clock) => clock.nowMs);
  const text = silenceText(translation, workers, nowMs);
  if (text === null) return null;
  return <p className={styles.silence}>{text}</p>;
}
