import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createLog,
  createMiningSession,
  DEFAULT_CONFIG,
  generateKeyPair,
  openHistory,
} from '../../src-core/index.ts';
import type {
  ChartSample,
  History,
  MinerConfig,
  MinerSnapshot,
  MiningSession,
} from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { createMiningHost } from './mining-host.ts';
import type { MiningHost } from './mining-host.ts';

/** A real miner on a practice network of its own; nothing of the core is replaced. */
const CONFIG: MinerConfig = {
  ...DEFAULT_CONFIG,
  worker: 'cpu',
  practice: true,
  practiceGraph: 'petersen',
  publicKey: generateKeyPair().publicKey,
  threadCount: 1,
};
const { logger } = createLog({ level: 'quiet', sink: () => undefined });

let folder: string;
let history: History;
let session: MiningSession;
let host: MiningHost;
let config: MinerConfig;
let fault: Failure | null;
let isOnBattery: boolean;
let onSupplyChanged: () => void;
let announced: unknown[];
let snapshots: MinerSnapshot[];
let samples: ChartSample[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-host-'));
  history = openHistory(join(folder, 'history.db'));
  config = CONFIG;
  fault = null;
  isOnBattery = false;
  announced = [];
  snapshots = [];
  samples = [];
  session = createMiningSession({
    config: () => config,
    dataDirectory: folder,
    history,
    supply: {
      isOnBattery: () => isOnBattery,
      listen: (listener) => (onSupplyChanged = listener),
    },
    version: '1.2.3',
    logger,
  });
  session.subscribe((event) => {
    if (event.type === 'sampled') samples.push(event.sample);
  });
  host = createMiningHost({
    session,
    logger,
    settingsFault: () => fault,
    confirmCommands: () => Promise.resolve(),
    onResumeFailed: (failure) => announced.push(failure),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
  });
});

afterEach(async () => {
  host.close();
  await session.close();
  history.close();
  await rm(folder, { recursive: true });
});

const within = { timeout: 15_000, interval: 20 };

describe('a mining host', () => {
  it('serves metrics while it mines, and says when their port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port: metricsPort } = other.address() as AddressInfo;
    config = { ...CONFIG, metricsPort };
    const refused = await host.start();
    expect(refused).toEqual({
      ok: false,
      failure: {
        kind: 'start',
        error: expect.objectContaining({
          ...{ kind: 'listen', server: 'metrics', setting: 'metricsPort' },
          ...{ reason: 'in-use', port: metricsPort },
        }),
      },
    });
    expect(host.isMining()).toBe(false);
    await new Promise((resolve) => other.close(resolve));

    const url = `http://127.0.0.1:${metricsPort}/metrics`;
    // Twice: the port is free again after each end.
    for (const time of ['first', 'second']) {
      expect(await host.start(), time).toEqual({ ok: true });
      const text = async (): Promise<string> => (await fetch(url)).text();
      await expect
        .poll(text, within)
        .toMatch(/^heddle_hashes_total\{worker="CPU 0",kind="cpu"\} [1-9]/m);
      expect(await text()).toMatch(/^heddle_phase\{phase="mining"\} 1$/m);
      await host.stop();
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    }
  });

  it('shows that a file of the history was deleted, and keeps mining', async () => {
    await host.start();
    await rm(join(folder, 'history.db'));
    const problems = (): unknown => host.snapshot().problems;
    await expect
      .poll(problems, within)
      .toMatchObject([{ kind: 'history', part: 'history', fault: { kind: 'gone' } }]);
    expect(host.isMining()).toBe(true);
    const before = samples.length;
    await vi.waitFor(() => expect(samples.length).toBeGreaterThan(before), within);
    expect(history.samples(0, Date.now(), 100).length).toBeGreaterThan(0);
  });

  it('mines, announces calmly, and stops', async () => {
    expect(host.isMining()).toBe(false);
    const started = host.start();
    expect(await started).toEqual({ ok: true });
    expect(host.isMining()).toBe(true);
    await vi.waitFor(() => {
      expect(host.snapshot().hashesPerSecond).toBeGreaterThan(0);
      expect(samples.length).toBeGreaterThanOrEqual(2);
    }, within);

    expect(history.samples(0, Date.now(), 100).length).toBeGreaterThan(0);

    expect(await host.stop()).toEqual({ ok: true });
    expect(host.isMining()).toBe(false);
    await vi.waitFor(() => expect(snapshots.at(-1)?.phase).toBe('stopped'), within);
  });

  it('knows what it mines with, whatever the settings are now', async () => {
    expect(host.minedWith()).toBeNull();
    config = { ...CONFIG, stratumAllowedRigs: ['attic'] };
    await host.start();
    config = { ...config, threadCount: 2 };
    host.configChanged();
    expect(host.minedWith()).toMatchObject({ threadCount: 1, stratumAllowedRigs: ['attic'] });
    host.letIn('barn');
    expect(host.minedWith()?.stratumAllowedRigs).toEqual(['attic', 'barn']);
    host.letAllIn();
    expect(host.minedWith()?.stratumAllowedRigs).toEqual([]);
    await host.stop();
    expect(host.minedWith()).toBeNull();
  });

  it('carries out commands in order, and tolerates the same command twice', async () => {
    const outcomes = await Promise.all([host.start(), host.start(), host.stop(), host.start()]);
    expect(outcomes).toEqual([{ ok: true }, { ok: true }, { ok: true }, { ok: true }]);
    expect(host.isMining()).toBe(true);
    await Promise.all([host.stop(), host.stop()]);
    expect(host.isMining()).toBe(false);
  });

  it('takes a sample every second until it stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await host.start();
      vi.advanceTimersByTime(3_000);
      expect(samples).toHaveLength(3);
      await host.stop();
      vi.advanceTimersByTime(10_000);
      expect(samples).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows a pause on battery, and announces why mining could not resume', async () => {
    config = { ...CONFIG, pauseOnBattery: true };
    await host.start();
    isOnBattery = true;
    onSupplyChanged();
    expect(host.isPaused()).toBe(true);
    const isShown = (): boolean => snapshots.at(-1)?.rests[0]?.reason === 'battery';
    await vi.waitFor(() => expect(isShown()).toBe(true), within);
    config = { ...config, publicKey: '' };
    isOnBattery = false;
    onSupplyChanged();
    await vi.waitFor(() => expect(announced).toHaveLength(1), within);
    expect(announced).toMatchObject([{ kind: 'start', error: { kind: 'public-key' } }]);
    expect(host.isPaused()).toBe(false);
    expect(host.isMining()).toBe(false);
  });

  it('says why it does not start', async () => {
    fault = {
      kind: 'config',
      error: { kind: 'unreadable', location: 'heddle.yaml', fault: { kind: 'not-an-address' } },
    };
    expect(await host.start()).toEqual({ ok: false, failure: fault });
    fault = null;
    config = { ...CONFIG, publicKey: '' };
    expect(await host.start()).toMatchObject({ ok: false });
    expect(host.isMining()).toBe(false);
  });

  it('resets the practice chains only while it does not mine', async () => {
    await host.start();
    await vi.waitFor(() => expect(host.snapshot().tips).toHaveLength(10), within);
    expect(await host.resetPractice()).toMatchObject({ ok: false });
    await host.stop();
    expect(await host.resetPractice()).toEqual({ ok: true });
    expect(host.snapshot().tips).toEqual([]);
  });
});
