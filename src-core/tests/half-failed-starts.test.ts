/** Each step of a start and of a stop is made to fail: nothing stays open, and mining starts again. */
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import type { MiningSession } from '../mining/session/session-types.ts';
import type { SessionEvent } from '../mining/session/session-events.ts';
import type { StartStep } from '../mining/start-error.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { freePort, listenOnLoopback } from './loopback-server.ts';
import { logger, miningTest, publicKey } from './mining-test.ts';

const broken = vi.hoisted(() => ({
  /** The step that throws instead of opening. */
  opening: null as StartStep | null,
  /** The practice network throws when its file is open. */
  practiceChains: false,
  /** The part that throws after it was closed. */
  closing: null as StartStep | null,
  /** Makes the mining loops of the current start break down. */
  breakLoops: (): void => undefined,
}));

/** The real function, which throws where that is wanted. A declaration: mocks are set up before constants. */
function breakable<Args extends unknown[], Part extends object>(
  step: StartStep,
  open: (...args: Args) => Part,
  close: keyof Part,
): (...args: Args) => Part {
  return (...args) => {
    if (broken.opening === step) throw new Error(`no ${step}`);
    return withBrokenClose(step, open(...args), close);
  };
}

function breakableLater<Args extends unknown[], Part extends object, E>(
  step: StartStep,
  open: (...args: Args) => Promise<Result<Part, E>>,
): (...args: Args) => Promise<Result<Part, E>> {
  return async (...args) => {
    if (broken.opening === step) throw new Error(`no ${step}`);
    const opened = await open(...args);
    return opened.ok ? ok(withBrokenClose(step, opened.value, 'close' as keyof Part)) : opened;
  };
}

function withBrokenClose<Part extends object>(step: StartStep, part: Part, name: keyof Part): Part {
  const close = part[name] as (...args: unknown[]) => unknown;
  const closeAndThrow = async (...args: unknown[]): Promise<void> => {
    await close.apply(part, args);
    if (broken.closing === step) throw new Error(`${step} failed to close`);
  };
  return { ...part, [name]: closeAndThrow };
}

vi.mock(import('../metrics/start-metrics.ts'), async (load) => {
  const real = await load();
  return { ...real, startMetrics: breakableLater('metrics', real.startMetrics) };
});
vi.mock(import('../practice/embedded-practice.ts'), async (load) => {
  const real = await load();
  return { ...real, openPractice: breakableLater('practice-network', real.openPractice) };
});
vi.mock(import('../practice/api/router.ts'), async (load) => {
  const real = await load();
  return {
    ...real,
    createPracticeService(...args: Parameters<typeof real.createPracticeService>) {
      if (broken.practiceChains) throw new Error('no chains');
      return real.createPracticeService(...args);
    },
  };
});
vi.mock(import('../node/pool/node-pool.ts'), async (load) => {
  const real = await load();
  return { ...real, createNodePool: breakable('nodes', real.createNodePool, 'close') };
});
vi.mock(import('../mining/worker-fleet.ts'), async (load) => {
  const real = await load();
  return { ...real, openWorkerFleet: breakableLater('workers', real.openWorkerFleet) };
});
vi.mock(import('../node/solutions/solution-outbox.ts'), async (load) => {
  const real = await load();
  return { ...real, openOutbox: breakable('outbox', real.openOutbox, 'close') };
});
vi.mock(import('../mining/loops/mining-loops.ts'), async (load) => {
  const real = await load();
  const start = breakable('loops', real.startMiner, 'stop');
  return {
    ...real,
    startMiner(options: Parameters<typeof start>[0]) {
      const miner = start(options);
      const breaks = new Promise<void>((_, reject) => {
        broken.breakLoops = () => reject(new Error('a loop broke'));
      });
      return { ...miner, ended: Promise.race([miner.ended, breaks]) };
    },
  };
});

const { folder, history } = miningTest();
const STEPS = ['metrics', 'practice-network', 'nodes', 'workers', 'outbox', 'loops'] as const;

let ports: { readonly stratumPort: number; readonly metricsPort: number };
let session: MiningSession;
let events: SessionEvent['type'][];

beforeEach(async () => {
  broken.opening = null;
  broken.closing = null;
  ports = { stratumPort: await freePort(), metricsPort: await freePort() };
  const config = minerConfigSchema.parse({
    ...{ publicKey, practice: true, practiceGraph: 'singleton' },
    ...{ worker: 'stratum', stratumInterface: '127.0.0.1', ...ports },
  });
  events = [];
  session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply: { isOnBattery: () => false, listen: () => undefined },
    version: '0',
    logger,
  });
  session.subscribe(({ type }) => events.push(type));
});
// Notices may still be written to the folder.
afterEach(() => session.close());

/** Everything that a start opens can be opened again: ports, and the practice chains' file. */
async function expectAllClosed(): Promise<void> {
  expect(session.isMining()).toBe(false);
  expect(session.snapshot().phase).toBe('stopped');
  for (const port of Object.values(ports)) {
    await (await listenOnLoopback(createServer(), port)).close();
  }
  expect(await session.start()).toEqual({ ok: true, value: null });
  expect(await session.stop()).toEqual([]);
}

describe('a start', () => {
  it.each(STEPS)('whose step %s throws closes what it opened', async (step) => {
    broken.opening = step;
    expect(await session.start()).toEqual({
      ok: false,
      error: { kind: 'unexpected', setting: null, step, detail: `no ${step}` },
    });
    broken.opening = null;
    await expectAllClosed();
  });

  it('whose practice network throws with its file open closes that', async () => {
    broken.practiceChains = true;
    const error = { kind: 'unexpected', step: 'practice-network', detail: 'no chains' };
    expect(await session.start()).toMatchObject({ ok: false, error });
    broken.practiceChains = false;
    await expectAllClosed();
  });

  it.each([
    ['stratum', 'stratumPort'],
    ['metrics', 'metricsPort'],
  ] as const)('whose %s port is in use works once the port is free', async (server, setting) => {
    const other = await listenOnLoopback(createServer(), ports[setting]);
    const refused = await session.start();
    await other.close();
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'listen', server, setting, reason: 'in-use', port: ports[setting] },
    });
    await expectAllClosed();
  });

  it('whose step throws and whose parts fail to close can be tried again', async () => {
    broken.opening = 'loops';
    broken.closing = 'workers';
    expect(await session.start()).toMatchObject({ ok: false, error: { step: 'loops' } });
    broken.opening = null;
    broken.closing = null;
    await expectAllClosed();
  });
});

describe('a stop', () => {
  it.each(STEPS)('whose part %s throws closes the others and reports it', async (part) => {
    expect((await session.start()).ok).toBe(true);
    broken.closing = part;
    expect(await session.stop()).toEqual([{ part, detail: `${part} failed to close` }]);
    broken.closing = null;
    await expectAllClosed();
  });

  it('happens by itself when the mining loops break down', async () => {
    await session.start();
    const brokeDown = new Promise<void>((resolve) => {
      session.subscribe(({ type }) => {
        if (type === 'broke-down') resolve();
      });
    });
    broken.breakLoops();
    await brokeDown;
    // What the user is notified of may follow.
    const end = events.indexOf('broke-down');
    expect(events.slice(end - 1, end + 1)).toEqual(['mining-stopped', 'broke-down']);
    await expectAllClosed();
  });
});

it('is not stopped by a listener that throws', async () => {
  session.subscribe(() => {
    throw new Error('a bad listener');
  });
  expect(await session.start()).toMatchObject({ ok: true });
  expect(await session.stop()).toEqual([]);
  await expectAllClosed();
});

it('carries out commands in the order of the calls', async () => {
  const { start, stop } = session;
  const outcomes = await Promise.all([start(), start(), stop(), start(), session.resetPractice()]);
  expect(outcomes.at(-1)).toEqual({ ok: false, error: { kind: 'mining' } });
  expect(session.isMining()).toBe(true);
  await Promise.all([stop(), stop()]);
  expect(events.filter((type) => type === 'mining-started')).toHaveLength(2);
  expect(await session.resetPractice()).toMatchObject({ ok: true });
  await expectAllClosed();
});
