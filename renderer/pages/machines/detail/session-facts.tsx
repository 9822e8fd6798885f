import { leaveText } from '../../../wording/machines/machine-refusals.ts';
import { Ago } from '../../../components/display/ago.tsx';
import { useClockStore } from '../../../stores/clock-store.ts';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { difficultyNoticeText } from '../../../wording/machines/difficulty-notice.ts';
import { addressText } from '../../../wording/machines/machine-name.ts';
import { exactText } from '../../../wording/figures/moments.ts';
import { levelText } from '../../../wording/machines/share-level.ts';
import { UNKNOWN, difficultyText } from '../../../wording/figures/si-number.ts';
import { connectedText, isGone } from '../../../wording/machines/uptime.ts';
import { Fact } from '../../../components/display/fact.tsx';
import styles from './machine-detail.module.css';

/** Its names and address, how hard its shares are, and how long it has been connected. */
export function SessionFacts({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const { address, agent, user, rig, level, difficulty, difficultyNotice, lastShareAtMs } = machine;
  return (
    <dl className={styles.facts}>
      <Fact name={t('machines.fact.address')}>
        <span className="mono">{addressText(address)}</span>
      </Fact>
      <Fact name={t('machines.fact.software')}>{agent ?? t('machines.fact.softwareUnknown')}</Fact>
      <Fact name={t('machines.fact.user')}>{user ?? UNKNOWN}</Fact>
      {user !== rig && rig !== null && <Fact name={t('machines.fact.rig')}>{rig}</Fact>}
      <Fact name={t('machines.column.level')}>
        {level === null
          ? UNKNOWN
          : t('machines.fact.level', {
              level: levelText(translation, level),
              difficulty: difficultyText(translation, difficulty),
            })}
      </Fact>
      {difficultyNotice !== null && (
        <Fact name={t('machines.fact.asked')}>
          {difficultyNoticeText(translation, difficultyNotice)}
        </Fact>
      )}
      <Fact name={t('machines.column.lastShare')}>
        {lastShareAtMs === null ? t('machines.fact.noShare') : <Ago atMs={lastShareAtMs} />}
      </Fact>
      <Presence machine={machine} />
    </dl>
  );
}

function Presence({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const { connectedAtMs, leftAtMs, leftReason } = machine;
  const since = t('machines.connectedSince', { time: exactText(translation, connectedAtMs) });
  const connected = <span title={since}>{connectedText(translation, machine, nowMs)}</span>;
  if (leftAtMs === null || !isGone(machine)) {
    return <Fact name={t('machines.fact.connectedFor')}>{connected}</Fact>;
  }
  return (
    <>
      <Fact name={t('machines.fact.wasConnected')}>{connected}</Fact>
      <Fact name={t('machines.fact.left')}>
        <Ago atMs={leftAtMs} />
      </Fact>
      <Fact name={t('machines.fact.reason')}>
        {leftReason === null
          ? t('machines.fact.reasonUnknown')
          : leaveText(translation, leftReason)}
      </Fact>
    </>
  );
}
