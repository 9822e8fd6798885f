import { useTranslation } from '../../../stores/use-translation.ts';
import { shareRefusalText } from '../../../wording/machines/machine-refusals.ts';
import { useClockStore } from '../../../stores/clock-store.ts';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import type { JoinedMachine } from '../../../stores/joined-machines.ts';
import { joinedName } from '../../../wording/devices/joined-state.ts';
import { addressText } from '../../../wording/machines/machine-name.ts';
import { exactText } from '../../../wording/figures/moments.ts';
import { rejectedExtent, rejectionsText } from '../../../wording/machines/share-kinds.ts';
import { uptimeText } from '../../../wording/machines/uptime.ts';
import { modelOrMaker } from '../../../wording/devices/device-model.ts';
import styles from './machine-particulars.module.css';

interface MachineParticularsProps {
  readonly machine: JoinedMachine;
  /** Why it does not mine; null if there is no reason to show. */
  readonly reason: string | null;
}

/**
 * The quiet line below a row's figures, as wide as the row. What belongs to a figure stands below
 * it: blocks to accepted shares, reasons to rejected ones, the uptime to the last share.
 */
export function MachineParticulars({ machine, reason }: MachineParticularsProps) {
  const { session, device } = machine;
  const name = joinedName(machine);
  const address = session === null ? device.host : addressText(session.address);
  const agent = session?.agent ?? null;
  const kind = (device === null ? null : modelOrMaker(device)) ?? agent;
  return (
    <div className={styles.line}>
      {address !== name && <span className="mono">{address}</span>}
      {kind !== null && kind !== name && (
        <span
          className={styles.agent}
          title={agent === null || agent === kind ? kind : `${kind}\n${agent}`}
        >
          {kind}
        </span>
      )}
      {reason !== null && (
        <span className={styles.reason} title={reason}>
          {reason}
        </span>
      )}
      {session !== null && <SessionParticulars machine={session} />}
    </div>
  );
}

function SessionParticulars({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const { shares, lastRefusal, connectedAtMs } = machine;
  return (
    <>
      <span className={styles.blocks}>
        {shares.blocks > 0 && t('machines.blocks', { count: shares.blocks })}
      </span>
      <span
        className={styles.rejections}
        data-many={rejectedExtent(machine)}
        title={
          lastRefusal === null
            ? undefined
            : t('machines.lastRejection', {
                reason: shareRefusalText(translation, lastRefusal.refusal),
              })
        }
      >
        {rejectionsText(translation, shares)}
      </span>
      <span
        className={styles.uptime}
        title={t('machines.connectedSince', { time: exactText(translation, connectedAtMs) })}
      >
        {uptimeText(translation, machine, nowMs)}
      </span>
    </>
  );
}
