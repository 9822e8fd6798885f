import { useState } from 'react';
import { pauseWorker, resumeWorker, startMining } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { Shape } from '../../components/display/shape.tsx';
import { useMachineTroubles } from '../../components/machines/use-machine-troubles.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { GroupSnapshot, GroupState } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { howComputedText, unknownRateText } from '../../wording/figures/how-computed.ts';
import { countText, hashRateText } from '../../wording/figures/si-number.ts';
import { workerText } from '../../wording/settings/worker-kinds.ts';
import { allFail } from '../../wording/verdict/machine-troubles.ts';
import type { MachineTroubles } from '../../wording/verdict/machine-troubles.ts';
import { areApart, groupDetail, pauseText, shareText } from '../../wording/worker-groups.ts';
import { WORKER_STATES } from '../../wording/worker-states.ts';
import styles from './worker-rows.module.css';

const NO_GROUPS: readonly GroupSnapshot[] = [];

/** `ready`: the server listens, and no machine is connected; `futile`: nothing of what the machines do counts. */
type RowState = GroupState | 'ready' | 'futile';

const LOOKS: Readonly<
  Record<RowState, { tone: 'good' | 'calm' | 'warn' | 'bad'; shape: React.ReactNode }>
> = {
  opening: { tone: 'calm', shape: <circle cx="6" cy="6" r="4" strokeDasharray="6 3" /> },
  mining: { tone: 'good', shape: <circle cx="6" cy="6" r="4" fill="currentColor" /> },
  waiting: { tone: 'warn', shape: <path d="M6 1.5 11 10.5H1zM6 5v2.5" /> },
  paused: { tone: 'calm', shape: <path d="M4 3v6m4-6v6" /> },
  resting: { tone: 'calm', shape: <path d="M3 6h6" /> },
  futile: { tone: 'warn', shape: <path d="M6 1.5 11 10.5H1zM6 5v2.5" /> },
  ready: { tone: 'calm', shape: <circle cx="6" cy="6" r="4" /> },
  failed: { tone: 'bad', shape: <path d="m3 3 6 6m0-6-6 6" /> },
};

const ROW_STATES: Readonly<Record<RowState, MessageId>> = {
  ...WORKER_STATES,
  ready: 'workers.state.ready',
  futile: 'workers.state.futile',
};

/** What machines make of a server that works. */
function stratumState(machines: MachineTroubles): RowState {
  if (machines.online === 0) return 'ready';
  return allFail(machines) ? 'futile' : 'mining';
}

/** What makes up the hash rate, a row for each kind of worker; nothing where that says no more than the total. */
export function WorkerRows() {
  const { t } = useTranslation();
  const groups = useMinerStore(({ calm }) => calm?.groups ?? NO_GROUPS);
  if (!areApart(groups)) return null;
  const total = groups.reduce((sum, { hashesPerSecond }) => sum + hashesPerSecond, 0);
  return (
    <div className={styles.room}>
      <ul className={styles.rows} aria-label={t('home.workers')}>
        {groups.map((group) => (
          <WorkerRow key={group.kind} group={group} total={total} />
        ))}
      </ul>
    </div>
  );
}

interface WorkerRowProps {
  readonly group: GroupSnapshot;
  /** Of all kinds, H/s. */
  readonly total: number;
}

function WorkerRow({ group, total }: WorkerRowProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { kind, state, hashesPerSecond, blocks } = group;
  const { name } = workerText(translation, kind);
  const machines = useMachineTroubles();
  const rowState = kind === 'stratum' && state === 'mining' ? stratumState(machines) : state;
  const { tone, shape } = LOOKS[rowState];
  const share = total > 0 ? hashesPerSecond / total : 0;
  return (
    <li data-testid="worker-row">
      <span className={styles.name}>{name}</span>
      <span className={styles.state} data-tone={tone}>
        <Shape tone={tone}>{shape}</Shape> {t(ROW_STATES[rowState])}
        <Parts kind={kind} />
      </span>
      <span className={styles.blocks} title={t('home.workers.blocks.about')}>
        {t('home.workers.blocks', { count: blocks, blocks: countText(translation, blocks) })}
      </span>
      <span
        className={styles.rate}
        data-testid="worker-rate"
        title={group.isRateKnown ? undefined : unknownRateText(translation, [group])}
      >
        {hashRateText(translation, group.isRateKnown ? hashesPerSecond : null)}
      </span>
      <span className={styles.share} title={t('home.workers.share.about')}>
        {shareText(translation, hashesPerSecond, total)}
      </span>
      <PauseButton group={group} />
      <Detail group={group} />
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  );
}

/** How many machines are connected, or how this computer hashes. */
function Parts({ kind }: Pick<GroupSnapshot, 'kind'>) {
  const translation = useTranslation();
  const workers = useMinerStore(({ calm }) => calm?.workers);
  const online = useMinerStore(({ calm }) => calm?.stratum?.online);
  const text =
    kind === 'stratum' && online !== undefined
      ? translation.t('frame.machines', { count: online })
      : howComputedText(
          translation,
          (workers ?? []).filter((worker) => worker.kind === kind),
        );
  if (text === null) return null;
  return (
    <span className={styles.parts} title={text}>
      {text}
    </span>
  );
}

/** Both words stand in the same place, so that the button keeps its width. */
function PauseButton({ group }: { readonly group: GroupSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const [busy, setBusy] = useState(false);
  const isPaused = group.state === 'paused';
  const toggle = async (): Promise<void> => {
    setBusy(true);
    try {
      await (isPaused ? resumeWorker : pauseWorker)({ kind: group.kind });
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.button}>
      <Button
        kind="quiet"
        size="small"
        icon={isPaused ? 'play' : 'pause'}
        aria-label={pauseText(translation, group)}
        aria-disabled={busy || undefined}
        onClick={() => void (busy || toggle())}
      >
        <span className={styles.words}>
          <span data-hidden={isPaused || undefined}>{t('workers.button.pause')}</span>
          <span data-hidden={!isPaused || undefined}>{t('workers.button.resume')}</span>
        </span>
      </Button>
    </span>
  );
}

function Detail({ group }: { readonly group: GroupSnapshot }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const rests = useMinerStore(({ calm }) => calm?.rests);
  const text = groupDetail(translation, group, rests ?? [], nowMs);
  if (text === null) return null;
  return (
    <span className={styles.detail}>
      {text}
      {group.state === 'resting' && (
        <Button
          kind="quiet"
          size="small"
          title={translation.t('rests.anyway.about')}
          onClick={() => void startMining()}
        >
          {translation.t('rests.anyway')}
        </Button>
      )}
    </span>
  );
}
