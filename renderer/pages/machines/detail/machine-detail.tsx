import { useTranslation } from '../../../stores/use-translation.ts';
import { useEffect } from 'react';
import { Button } from '../../../components/controls/button.tsx';
import { Figure } from '../../../components/display/figure.tsx';
import { MachineEntry } from '../../../components/machines/machine-entry.tsx';
import { MachineStateMark } from '../../../components/machines/machine-state-mark.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { StageDots } from '../../../components/machines/stage-dots.tsx';
import { useClockStore } from '../../../stores/clock-store.ts';
import type {
  DeviceSnapshot,
  MachineSnapshot,
  StratumSnapshot,
} from '../../../../contract/screen-contract.ts';
import { compareWith, openMachine, planToUseHeddle } from '../../../stores/machine-list-store.ts';
import { useIsWatching } from '../../../stores/settings-store.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { needsRepair } from '../../../wording/machines/machine-state.ts';
import { shareRefusalText } from '../../../wording/machines/machine-refusals.ts';
import { joinedName, joinedState } from '../../../wording/devices/joined-state.ts';
import type { JoinedMachine } from '../../../stores/joined-machines.ts';
import { agoText, exactText } from '../../../wording/figures/moments.ts';
import {
  bestEstimate,
  errorText,
  estimatesText,
} from '../../../wording/machines/rate-estimates.ts';
import { countText, hashRateParts } from '../../../wording/figures/si-number.ts';
import {
  SHARE_KINDS,
  rejectedExtent,
  rejectedPartText,
  shareKindText,
} from '../../../wording/machines/share-kinds.ts';
import { MachineChartPanel } from './machine-chart-panel.tsx';
import styles from './machine-detail.module.css';
import { putBackMachines } from '../../../bridge.ts';
import { SetupProgress } from '../../../components/machines/setup-progress.tsx';
import { BoardsTable } from '../device/boards-table.tsx';
import { DeviceActions } from '../device/device-actions.tsx';
import { DeviceFacts } from '../device/device-facts.tsx';
import { DeviceNotices } from '../device/device-notices.tsx';
import { LoginDialog } from '../device/login-dialog.tsx';
import { PartsPanel } from '../device/parts-panel.tsx';
import { ReportedRatePanel } from '../device/reported-rate-panel.tsx';
import { UnwatchedNotice } from '../device/unwatched-notice.tsx';
import { useDeviceCommand } from '../device/use-device-command.ts';
import { AskWhatItIs } from '../find/already-here.tsx';
import { RepairPanel } from './repair-panel.tsx';
import { SessionFacts } from './session-facts.tsx';

const NO_QUESTIONS: StratumSnapshot['asking'] = [];

/** Everything about one machine. Esc goes back to the list. */
export function MachineDetail({ machine }: { readonly machine: JoinedMachine }) {
  const { t } = useTranslation();
  const { session, device } = machine;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // There it closes the dialog or the menu alone.
      const isInDialog =
        event.target instanceof Element &&
        event.target.closest('[role="dialog"], [role="menu"]') !== null;
      if (!isInDialog) openMachine(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={styles.scroll}>
      <div className={styles.page} data-device={device === null ? undefined : ''}>
        <header className={styles.head}>
          <Button kind="quiet" size="small" icon="back" onClick={() => openMachine(null)}>
            {t('machines.detail.back')}
          </Button>
          <h1>{joinedName(machine)}</h1>
          <State machine={machine} />
          {session !== null && (
            <Button kind="quiet" size="small" icon="chart" onClick={() => compareWith(session.key)}>
              {t('machines.compare')}
            </Button>
          )}
        </header>
        {device !== null && <DeviceTop device={device} name={joinedName(machine)} />}
        <div className={styles.charts}>
          {session !== null && <RepairPanel key={session.key} machine={session} />}
          {session === null ? (
            <ReportedRatePanel device={machine.device} />
          ) : (
            <MachineChartPanel
              machine={session}
              device={device?.id ?? null}
              now={<RateNow machine={session} />}
            />
          )}
          {device !== null && <PartsPanel device={device} session={session?.key ?? null} />}
          {device !== null && device.reading !== null && device.reading.boards.length > 0 && (
            <Panel title={t('devices.boards')}>
              <BoardsTable boards={device.reading.boards} />
            </Panel>
          )}
        </div>
        <div className={styles.side}>
          {device !== null && (
            <Panel title={t('devices.facts')}>
              <DeviceFacts device={device} />
            </Panel>
          )}
          {device === null && session !== null && <AskWhatItIs machine={session} />}
          {session !== null && (
            <Panel title={t('machines.detail.connection')}>
              <SessionFacts machine={session} />
            </Panel>
          )}
        </div>
        {session !== null && (
          <div className={styles.wide}>
            <Panel title={t('machines.detail.shares')} aside={<Rejections machine={session} />}>
              <ShareCounters machine={session} />
            </Panel>
          </div>
        )}
      </div>
    </div>
  );
}

/** What is wrong with it, the progress of its setup, and its controls. */
function DeviceTop({ device, name }: { readonly device: DeviceSnapshot; readonly name: string }) {
  const { t } = useTranslation();
  const { setup } = device;
  const commands = useDeviceCommand(device);
  const putBack = (): void =>
    commands.run((login) =>
      putBackMachines({
        ids: [device.id],
        logins: login === null ? {} : { [device.id]: login },
      }),
    );
  return (
    <div className={styles.wide}>
      <DeviceNotices device={device} name={name} />
      <UnwatchedNotice device={device} />
      {setup !== null && setup.state !== 'done' && (
        <Panel title={t('configure.progress')}>
          <SetupProgress
            setup={setup}
            hadNoPool={device.hadNoPool}
            onTryAgain={() =>
              setup.kind === 'configure' ? planToUseHeddle([device.id]) : putBack()
            }
            onPutBack={putBack}
          />
        </Panel>
      )}
      <Panel title={t('devices.actions')}>
        <DeviceActions device={device} />
      </Panel>
      <LoginDialog {...{ name, device, commands }} />
    </div>
  );
}

function State({ machine }: { readonly machine: JoinedMachine }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const asking = useMinerStore((miner) => miner.calm?.stratum?.asking ?? NO_QUESTIONS);
  const state = joinedState(translation, machine, asking, nowMs, useIsWatching());
  const { session } = machine;
  const isArriving = session !== null && session.isOnline && session.stage !== 'mining';
  return (
    <>
      <MachineStateMark state={state} />
      {session !== null && <MachineEntry machine={session} asking={asking} />}
      {isArriving && <StageDots stage={session.stage} />}
      {state.tone !== 'good' && !isSaidBelow(machine) && <p className="muted">{state.meaning}</p>}
    </>
  );
}

/** Whether a panel or a notice says what is wrong. */
function isSaidBelow({ device, session }: JoinedMachine): boolean {
  if (session !== null && needsRepair(session)) return true;
  if (device === null) return false;
  const isUnfinished = device.setup !== null && device.setup.state !== 'done';
  return isUnfinished || device.error !== null || device.complaints.length > 0;
}

function RateNow({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const estimate = bestEstimate(machine.hashRate);
  const isKnown = machine.isOnline && estimate.relativeError !== null;
  return (
    <p className={styles.now} title={estimatesText(translation, machine.hashRate)}>
      <Figure
        size="large"
        parts={hashRateParts(translation, isKnown ? estimate.hashesPerSecond : null)}
      />
      {isKnown && <span className="muted">{errorText(translation, estimate)}</span>}
    </p>
  );
}

/** How many shares there are of each kind, and what that means. */
function ShareCounters({ machine: { shares } }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  return (
    <dl className={styles.counters}>
      {SHARE_KINDS.map((kind) => (
        <div key={kind} data-none={shares[kind] === 0 || undefined}>
          <dt>{shareKindText(translation, kind).name}</dt>
          <dd>
            <strong>{countText(translation, shares[kind])}</strong>
            <span>{shareKindText(translation, kind).meaning}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Which part of its shares was rejected, and why the last one was. */
function Rejections({ machine }: { readonly machine: MachineSnapshot }) {
  const { shares, lastRefusal } = machine;
  const translation = useTranslation();
  const { t } = translation;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const part = rejectedPartText(translation, shares);
  if (part === null || lastRefusal === null) return null;
  const { atMs, refusal } = lastRefusal;
  const last = t('machines.detail.lastRejection', {
    ago: agoText(translation, atMs, nowMs),
    reason: shareRefusalText(translation, refusal),
  });
  return (
    <p className={`${styles.refusal} selectable`} title={exactText(translation, atMs)}>
      <span data-many={rejectedExtent(machine)}>{t('machines.detail.rejected', { part })}</span>
      {` · ${last}`}
    </p>
  );
}
