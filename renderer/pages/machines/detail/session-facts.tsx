import { useTranslation } from '../../../stores/use-translation.ts';
import type { ReactNode } from 'react';
import { Ago } from '../../../components/controls/ago.tsx';
import { useClockStore } from '../../../stores/clock-store.ts';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { addressText, levelText } from '../../../wording/machine-stages.ts';
import { leaveText } from '../../../wording/machine-refusals.ts';
import { exactText } from '../../../wording/moments.ts';
import { UNKNOWN, difficultyText } from '../../../wording/si-number.ts';
import { connectedText, isGone } from '../../../wording/uptime.ts';
import styles from './machine-detail.module.css';

/** Who it is, since when, and what it was asked for. */
export function SessionFacts({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { address, agent, user, rig, level, difficulty, lastShareAtMs } = machine;
  return (
    <dl className={styles.facts}>
      <Fact name="Address">
        <span className="mono">{addressText(address)}</span>
      </Fact>
      <Fact name="Software">{agent ?? 'It does not tell'}</Fact>
      <Fact name="User">{user ?? UNKNOWN}</Fact>
      {user !== rig && rig !== null && <Fact name="Rig">{rig}</Fact>}
      <Fact name="Level">
        {level === null
          ? UNKNOWN
          : `${levelText(translation, level)}: a share takes ${difficultyText(translation, difficulty)} hashes`}
      </Fact>
      <Fact name="Last share">
        {lastShareAtMs === null ? 'None yet' : <Ago atMs={lastShareAtMs} />}
      </Fact>
      <Presence machine={machine} />
    </dl>
  );
}

function Presence({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const { connectedAtMs, leftAtMs, leftReason } = machine;
  const connected = (
    <span title={`since ${exactText(translation, connectedAtMs)}`}>
      {connectedText(translation, machine, nowMs)}
    </span>
  );
  if (leftAtMs === null || !isGone(machine)) return <Fact name="Connected for">{connected}</Fact>;
  return (
    <>
      <Fact name="Was connected">{connected}</Fact>
      <Fact name="Left">
        <Ago atMs={leftAtMs} />
      </Fact>
      <Fact name="Because">
        {leftReason === null ? 'Not known' : leaveText(translation, leftReason)}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="selectable">{children}</dd>
    </div>
  );
}
