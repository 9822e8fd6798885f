/** The store of a practice network of two chains for each test, whose file fails when the test says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { ok, unwrap } from '../../result.ts';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import type { PracticeChain } from '../chain/practice-chain.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from '../chain/practice-network.ts';
import { openStoreIn } from '../chain/practice-store.ts';
import type { PracticeStore } from '../chain/practice-store.ts';
import { openPracticeStore } from '../chain/resilient-store.ts';

export const network = practiceNetwork('pair', null, FIRST_DIFFICULTY);
export const [left, right] = [mkChainId(0), mkChainId(1)];
export const whole = { from: null, minHeight: 0, maxHeight: 99, limit: 99 };

type Opened = ReturnType<typeof openStoreIn>;

/** To be called once in a test file: each of its tests has a store with a block on each chain. */
export function faultyStore() {
  const test = {
    folder: '',
    file: '',
    events: [] as HistoryEvent[],
    /** What each call of the file throws, until it is deleted here. */
    faults: new Map<keyof PracticeStore, Error>(),
    /** What opening the file gives, or throws, instead. */
    opening: null as ((open: () => Opened) => Opened) | null,
    store: null as unknown as PracticeStore,
    chain: null as unknown as PracticeChain,
    now: 0n,
    openStore,
    open,
    mine,
    /** Lets the store look at its file so many times. */
    looks: (count: number): unknown => vi.advanceTimersByTime(2_000 * count),
    /** What was reported, in short. */
    kinds: (): string[] =>
      test.events.map((event) => {
        if (event.type === 'history-recovered') return 'recovered';
        return event.fault.kind === 'unwritable' ? event.fault.cause : event.fault.kind;
      }),
    heights: (): number[] => test.store.range(left, whole).map(({ header }) => header.height),
    expectKept,
  };

  beforeEach(() => {
    vi.useFakeTimers();
    test.folder = mkdtempSync(join(tmpdir(), 'heddle-store-'));
    onTestFinished(() => {
      test.store.close();
      vi.useRealTimers();
      rmSync(test.folder, { recursive: true, force: true });
    });
    test.file = join(test.folder, 'data', 'practice.db');
    test.events = [];
    test.faults = new Map();
    test.opening = null;
    test.now = 3_000n;
    open();
    mine(left, right);
  });

  function openStore(...args: Parameters<typeof openStoreIn>): Opened {
    const opened = test.opening?.(() => openStoreIn(...args)) ?? openStoreIn(...args);
    if (!opened.ok) return opened;
    const calls = Object.entries(opened.value) as [
      keyof PracticeStore,
      (...a: unknown[]) => unknown,
    ][];
    const failing = calls.map(([name, call]) => {
      const failingCall = (...given: unknown[]): unknown => {
        const fault = test.faults.get(name);
        if (fault !== undefined) throw fault;
        return call(...given);
      };
      return [name, failingCall] as const;
    });
    return ok(Object.fromEntries(failing) as unknown as PracticeStore);
  }

  function open(): void {
    const onEvent = (event: HistoryEvent): void => void test.events.push(event);
    const options = { onEvent, openStore };
    test.store = unwrap(openPracticeStore(test.file, network.versionName, false, options));
    test.chain = openPracticeChain(network, test.store, test.now);
  }

  function mine(...chains: ChainId[]): void {
    for (const id of chains) {
      test.now += 1n;
      const payload = new Uint8Array(32).fill(Number(test.now % 251n));
      const header = test.chain.extend(id, payload, test.now);
      if (header === null) throw new Error('the chain cannot be mined');
      expect(test.chain.accept(header, test.now).outcome).toBe('joined');
    }
  }

  /** Closes the store and opens its file again: all blocks are there. */
  function expectKept(): void {
    const tips = test.chain.tips();
    test.store.close();
    test.faults.clear();
    open();
    expect(test.chain.tips()).toEqual(tips);
    const height = tips[0]?.header.height ?? 0;
    expect(test.heights()).toEqual(Array.from({ length: height + 1 }, (_, at) => at));
  }

  return test;
}

/** An error of SQLite. */
export const coded = (code: string): Error => Object.assign(new Error(`made: ${code}`), { code });
