import type { ReactNode } from 'react';
import type { Translation } from '../../../messages/translation.ts';
import { Figure } from '../../components/display/figure.tsx';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { keptOut } from '../../wording/machines/machine-state.ts';
import { errorText, estimatesText } from '../../wording/machines/rate-estimates.ts';
import { rejectedCount } from '../../wording/machines/share-kinds.ts';
import { timeOfDayText } from '../../wording/figures/moments.ts';
import { countText, hashRateParts } from '../../wording/figures/si-number.ts';
import styles from './machines.module.css';

interface MachinesTotalProps {
  /** Null while mining with something else. */
  readonly stratum: StratumSnapshot | null;
  readonly machines: readonly JoinedMachine[];
  /** Beside the number of those that are gone. */
  readonly goneButton: ReactNode;
}

/** All machines together. */
export function MachinesTotal({ stratum, machines, goneButton }: MachinesTotalProps) {
  const translation = useTranslation();
  const { t } = translation;
  const sessions = machines.flatMap(({ session }) => session ?? []);
  const others = machines.length - sessions.length;
  const online = stratum?.online ?? 0;
  const { refused, asks } = stratum === null ? { refused: 0, asks: 0 } : keptOut(stratum);
  const gone = sessions.filter(({ isOnline }) => !isOnline).length;
  const sum = (countOf: (machine: MachineSnapshot) => number): string =>
    countText(
      translation,
      sessions.reduce((total, machine) => total + countOf(machine), 0),
    );
  return (
    <dl className={styles.total} aria-label={t('machines.total')}>
      {stratum !== null && <TotalRate stratum={stratum} />}
      <Part name={t('machines.title')} note={keptOutText(translation, stratum)}>
        {t('machines.total.online', { count: Math.max(0, online - refused - asks) })}
        {gone > 0 && (
          <span className={styles.error}>{t('machines.total.gone', { count: gone })}</span>
        )}
        {goneButton}
        {others > 0 && (
          <span className={styles.error}>
            {t('machines.total.notConnected', { count: others })}
          </span>
        )}
        {stratum !== null && stratum.notShown > 0 && (
          <span className={styles.error} title={t('machines.total.notListed.hint')}>
            {t('machines.total.notListed', { count: stratum.notShown })}
          </span>
        )}
      </Part>
      <Part name={t('machines.share.accepted')}>{sum(({ shares }) => shares.accepted)}</Part>
      <Part name={t('machines.column.rejected')}>{sum(({ shares }) => rejectedCount(shares))}</Part>
      <Part name={t('machines.share.blocks')}>{sum(({ shares }) => shares.blocks)}</Part>
    </dl>
  );
}

/** `1 asks, 2 refused`; null where all that are online may mine. */
function keptOutText(translation: Translation, stratum: StratumSnapshot | null): string | null {
  if (stratum === null) return null;
  const { t } = translation;
  const { refused, asks } = keptOut(stratum);
  const texts = [
    ...(asks > 0 ? [t('machines.total.asks', { count: asks })] : []),
    ...(refused > 0 ? [t('machines.total.refused', { count: refused })] : []),
  ];
  return texts.length === 0 ? null : texts.join(', ');
}

function TotalRate({ stratum }: { readonly stratum: StratumSnapshot }) {
  const translation = useTranslation();
  const { rate, outdatedSinceMs } = stratum;
  const isUnknown = useMinerStore(
    ({ calm }) => calm?.groups.find(({ kind }) => kind === 'stratum')?.isRateKnown === false,
  );
  return (
    <Part
      name={translation.t('machines.column.rate')}
      note={
        outdatedSinceMs !== null && stratum.online > 0
          ? translation.t('machines.total.outdated', {
              time: timeOfDayText(translation, outdatedSinceMs),
            })
          : null
      }
      title={estimatesText(translation, stratum.total)}
    >
      <Figure parts={hashRateParts(translation, isUnknown ? null : rate.hashesPerSecond)} />
      <span className={styles.error}>{errorText(translation, rate)}</span>
    </Part>
  );
}

interface PartProps {
  readonly name: string;
  /** Above the figure, where it takes no room from the others. */
  readonly note?: string | null;
  readonly title?: string;
  readonly children: ReactNode;
}

function Part({ name, note = null, title, children }: PartProps) {
  return (
    <div title={title}>
      <dt>
        {name}
        {note !== null && <span className={styles.outdated}>{` · ${note}`}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
