/**
 * The owner of the miner. It starts and stops it, keeps its state, samples and history, serves its
 * metrics, lets it rest, announces what happens and sends notices. The terminal and the app are views of it.
 */
import type { MinerConfig } from '../config/miner-config.ts';
import { workersOf } from '../config/workers-of.ts';
import { createDevices } from '../devices/manage/create-devices.ts';
import { NO_LOGINS } from '../devices/known/no-logins.ts';
import type { DeviceEvent } from '../devices/device-events.ts';
import { createNotices } from '../notices/notices.ts';
import type { RateOwner } from '../notices/watch/rate-watch.ts';
import { usualRateAt } from '../notices/watch/usual-rate.ts';
import { resetPracticeChain } from '../practice/embedded-practice.ts';
import { computerFrom } from '../rests/computer.ts';
import type { RestEvent } from '../rests/rest-events.ts';
import { createRests } from '../rests/rests.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { reduceMiner } from '../state/miner/miner-state.ts';
import { snapshotOf } from '../state/miner/snapshot.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { createHistoryMarks } from './session/history-marks.ts';
import { createHistorySamples } from './session/history-samples.ts';
import { withAllLetIn, withQuestion, withRigLetIn } from './session/mined-config.ts';
import { keepHolds } from './groups/holds.ts';
import { openMiner } from './open-miner.ts';
import type { CloseFault } from './open-parts.ts';
import { createServedMetrics } from './session/served-metrics.ts';
import type { SessionEvent } from './session/session-events.ts';
import { createListeners } from './session/session-listeners.ts';
import { mayPass } from './start-error.ts';
import type { StartError } from './start-error.ts';
import type { RunningMiner } from './start-mining.ts';
import { stateFrom } from './session/state-from-history.ts';
import { watchWake } from '../system/wake-watch.ts';
import type { MiningSession, MiningSessionOptions, ResetError } from './session/session-types.ts';
import { rateNames } from './session/worker-rates.ts';
import type { RateNames } from './session/worker-rates.ts';
import { createTurns } from './turns.ts';
import { wakeText } from './session/wake-text.ts';

/** A session that does not mine yet. */
export function createMiningSession(options: MiningSessionOptions): MiningSession {
  const { config, dataDirectory, history, startGpu, mayRun, version, logger } = options;
  const inTurn = createTurns();
  const listeners = createListeners(logger);
  const { guarded } = listeners;
  let state = stateFrom(history);
  /** What mines or is being started; null while nothing is. */
  let minedWith: MinerConfig | null = null;
  /** Those of what mines, or mined last. */
  let names: RateNames = new Map();
  const holds = keepHolds();
  let miner: RunningMiner | null = null;
  const snapshot = (): MinerSnapshot => {
    wakeWatch.look();
    return snapshotOf(state, Date.now());
  };
  const metrics = createServedMetrics({ config, version, snapshot, logger });

  const notices = createNotices({
    config,
    folder: dataDirectory,
    usualRate,
    machines: history.machineSamples.seen(),
    logger: logger.withTag('Notices'),
    onEvent: announce,
    words: options.noticeWords,
  });

  function usualRate({ machine, worker }: RateOwner): number | null {
    const name = worker === null ? undefined : names.get(worker);
    return usualRateAt(Date.now(), (...range) => {
      if (machine !== null) return history.machineSamples.of(machine, ...range);
      return name === undefined ? [] : history.workerRates.of(name, ...range);
    });
  }

  const marks = createHistoryMarks(history, config);
  const addSamples = createHistorySamples(history, () => names);

  function announce(event: SessionEvent): void {
    guarded(() => marks.take(event), event.type);
    listeners.announce(event);
    guarded(() => notices.take(event, state), event.type);
  }

  function take(event: MinerEvent): void {
    state = reduceMiner(state, event);
    announce(event);
  }

  /** Takes an event of the running miner or of a machine. */
  function takeNews(event: MinerEvent): void {
    take(event);
    guarded(() => metrics.observe(event), event.type);
  }

  /** Takes what happens outside the running miner too. */
  function takeOutsideNews(event: DeviceEvent | RestEvent): void {
    const news = { ...event, atMs: Date.now() };
    history.record(news);
    takeNews(news);
  }

  const devices = createDevices({
    folder: dataDirectory,
    logins: options.logins ?? NO_LOGINS,
    config,
    logger,
    onEvent: takeOutsideNews,
  });

  function sample(): void {
    const now = snapshot();
    announce({ type: 'sampled', sample: addSamples(now) });
    marks.look(now);
    notices.look(now);
  }

  async function start(): Promise<Result<null, StartError>> {
    if (miner !== null) return ok(null);
    const now = config();
    minedWith = now;
    names = rateNames(now);
    try {
      const served = await metrics.open();
      if (!served.ok) return served;
      const started = await openMiner({
        ...{ config: now, dataDirectory, history, logger, devices, startGpu, mayRun },
        minedWith: () => minedWith ?? now,
        holds: holds.now(),
        onEvent: takeNews,
        onSecond: () => guarded(sample, 'sampled'),
      });
      if (!started.ok) return started;
      const opened = (miner = started.value);
      void opened.ended.then(() => inTurn(() => brokeDown(opened)));
      return ok(null);
    } finally {
      if (miner === null) minedWith = null;
    }
  }

  async function stop(): Promise<readonly CloseFault[]> {
    if (miner === null) return [];
    const faults = await miner.stop();
    miner = null;
    minedWith = null;
    logger.info('mining has stopped');
    return faults;
  }

  /** What is served while mining rests too, is closed once the user has stopped. */
  async function closeUnlessWanted(): Promise<readonly CloseFault[]> {
    return miner === null && !rests.isPaused() ? metrics.close() : [];
  }

  /** Its loops ended by themselves. After a stop it is no longer the miner. */
  async function brokeDown(ended: RunningMiner): Promise<void> {
    if (miner !== ended) return;
    await stop();
    await closeUnlessWanted();
    announce({ type: 'broke-down' });
  }

  /** Lets the miner follow the holds. */
  function hold(): Promise<void> {
    return inTurn(async () => miner?.hold(holds.now()));
  }

  async function resetPractice(): Promise<Result<null, ResetError>> {
    if (minedWith !== null) return err({ kind: 'mining' });
    const reset = await resetPracticeChain(dataDirectory);
    if (!reset.ok) return err({ kind: 'not-deleted', detail: reset.error.reason });
    logger.info('the practice chains were reset');
    const { problems, devices: kept, rests: now } = state;
    state = { ...stateFrom(history), problems, devices: kept, rests: now };
    announce({ type: 'practice-reset' });
    return ok(null);
  }

  const wakeWatch = watchWake((wake) => {
    logger.info(wakeText(wake));
    if (wake.cause !== 'network') take({ type: 'woke', atMs: Date.now() });
    miner?.reconnect();
    for (const part of [devices, rests, notices]) part.wake();
  }, options.wakeClock);

  history.listen((event) => take({ ...event, atMs: Date.now() }));
  const isMining = (): boolean => minedWith !== null;
  const rests = createRests({
    config,
    kinds: () => workersOf(minedWith ?? config()),
    computer: computerFrom(options),
    clock: options.clock,
    isMining,
    start: () => inTurn(start),
    startPaused: () => inTurn(metrics.open),
    stop: () => inTurn(stop),
    rest(resting) {
      holds.rest(resting);
      return hold();
    },
    onEvent: takeOutsideNews,
    mayPass,
    onResumeFailed(error, isTriedAgain) {
      if (!isTriedAgain) void inTurn(closeUnlessWanted);
      announce({ type: 'resume-failed', error, isTriedAgain });
    },
    logger,
  });

  async function userStarts(): Promise<Result<null, StartError>> {
    const started = await rests.start();
    if (!started.ok) await inTurn(closeUnlessWanted);
    return started;
  }

  function userStops(): Promise<readonly CloseFault[]> {
    const stopped = rests.stop();
    return inTurn(async () => [...(await stopped), ...(await closeUnlessWanted())]);
  }

  function noteLetIn(rig: string): void {
    if (minedWith !== null) minedWith = withRigLetIn(minedWith, rig);
  }

  return {
    start: userStarts,
    stop: userStops,
    isMining,
    minedWith: () => minedWith,
    isPaused: rests.isPaused,
    devices,
    notices,
    configChanged() {
      marks.configChanged();
      rests.look();
      devices.configChanged();
    },
    snapshot,
    pauseWorker(kind) {
      holds.pause(kind);
      return hold();
    },
    resumeWorker(kind) {
      holds.resume(kind);
      return hold();
    },
    answerMachine(question, accept) {
      const asked = state.machines.asking.find((each) => each.question === question);
      const isAnswered = miner?.answerMachine(question, accept) ?? false;
      if (isAnswered && accept && asked !== undefined) noteLetIn(asked.rig);
      return isAnswered;
    },
    letIn(rig) {
      miner?.letIn(rig);
      noteLetIn(rig);
    },
    letAllIn() {
      miner?.letAllIn();
      if (minedWith !== null) minedWith = withAllLetIn(minedWith);
    },
    askFirst(isOn) {
      const asking = minedWith && withQuestion(minedWith, isOn);
      if (asking === null) return;
      minedWith = asking;
      miner?.askFirst(isOn);
    },
    woke: wakeWatch.said,
    reportNotStarted: (reason) => announce({ type: 'not-started', reason }),
    resetPractice: () => inTurn(resetPractice),
    subscribe: listeners.subscribe,
    async close() {
      await devices.close();
      wakeWatch.close();
      rests.close();
      const faults = await userStops();
      await notices.close();
      return faults;
    },
  };
}
