import { Ago } from '../../components/display/ago.tsx';
import { Panel } from '../../components/display/panel.tsx';
import type { BestShare, BestShares } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { nearText } from '../../wording/figures/best-share.ts';
import { difficultyText } from '../../wording/figures/si-number.ts';
import styles from './summary.module.css';

/** The hashes that came nearest to a block: ever, this month, and of each machine. */
export function BestSharesPanel({ best }: { readonly best: BestShares | null }) {
  const { t } = useTranslation();
  const machines = best?.machines ?? [];
  return (
    <Panel title={t('blocks.best')}>
      {best === null || best.ever === null ? (
        <p className={styles.none}>{t('blocks.best.none')}</p>
      ) : (
        <>
          <dl className={styles.pairs}>
            <Row name={t('blocks.best.ever')} share={best.ever} />
            {best.month !== null && <Row name={t('blocks.best.month')} share={best.month} />}
          </dl>
          {machines.length > 1 && (
            <details className={styles.machines}>
              <summary>{t('blocks.best.machines', { count: machines.length })}</summary>
              <dl className={styles.pairs}>
                {machines.map((share) => (
                  <Row key={share.machine} name={share.machine} share={share} isOfMachine />
                ))}
              </dl>
            </details>
          )}
        </>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly name: string;
  readonly share: BestShare;
  readonly isOfMachine?: boolean;
}

function Row({ name, share, isOfMachine = false }: RowProps) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <div>
      <dt className={styles.name} title={name}>
        {name}
      </dt>
      <dd>{nearText(translation, share)}</dd>
      <dd className={styles.detail} title={isOfMachine ? undefined : share.machine}>
        {difficultyText(translation, share.difficulty)} · <Ago atMs={share.atMs} />
        {!isOfMachine && ` · ${t('blocks.best.by', { machine: share.machine })}`}
      </dd>
    </div>
  );
}
