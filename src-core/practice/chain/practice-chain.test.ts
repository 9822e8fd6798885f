import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockHash, genesisParentHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { GRAPH_NAMES } from '../../chainweb/chain-graph.ts';
import type { ChainId, GraphName } from '../../chainweb/chain-graph.ts';
import { blockDifficulty, targetToDifficulty } from '../../chainweb/difficulty.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import type { PracticeBlock } from './practice-block.ts';
import { openPracticeChain } from './practice-chain.ts';
import type { PracticeChain } from './practice-chain.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from './practice-network.ts';
import { openPracticeStore } from './resilient-store.ts';
import type { PracticeStore } from './practice-store.ts';

const BORN = 1_700_000_000_000_000n;
const payload = (seed: number): Uint8Array => new Uint8Array(32).fill(seed % 256);

interface Bench {
  readonly chain: PracticeChain;
  readonly store: PracticeStore;
}

function bench(graph: GraphName, blockDelayMicros: number | null = null): Bench {
  const network = practiceNetwork(graph, blockDelayMicros, FIRST_DIFFICULTY);
  const store = unwrap(openPracticeStore(null, network.versionName, false));
  return { chain: openPracticeChain(network, store, BORN), store };
}

const chainAt = (chain: PracticeChain, index: number): ChainId => {
  const { chains } = chain.network.graph;
  const id = chains[index % chains.length];
  if (id === undefined) throw new Error('the graph is empty');
  return id;
};

function headerFor(chain: PracticeChain, id: ChainId, now: bigint): WorkHeader {
  const header = chain.extend(id, payload(1), now);
  if (header === null) throw new Error(`chain ${id} cannot be mined`);
  return header;
}

/** Every rule that a cut alone shows, without its history. */
function checkCut(chain: PracticeChain): void {
  const tips = chain.tips();
  for (const { header } of tips) {
    for (const other of chain.network.graph.adjacent(header.chain)) {
      const height = chain.tip(other).header.height;
      expect(Math.abs(height - header.height)).toBeLessThanOrEqual(1);
    }
  }
  const lowest = Math.min(...tips.map(({ header }) => header.height));
  for (const { header } of tips) {
    if (header.height === lowest) expect(chain.mineable(header.chain)).toBe(true);
  }
}

function checkBlock(chain: PracticeChain, store: PracticeStore, block: PracticeBlock): void {
  const { header } = block;
  const { graph, versionCode } = chain.network;
  const parent = store.find(header.chain, header.parent)?.block.header;
  if (parent === undefined) throw new Error('the parent is not in the store');
  expect(block.hashText).toBe(toBase64Url(blockHash(header)));
  expect(header.height).toBe(parent.height + 1);
  expect(header.weight).toBe(parent.weight + blockDifficulty(header.target));
  expect(header.versionCode).toBe(versionCode);
  expect(header.creationTimeMicros).toBeGreaterThan(parent.creationTimeMicros);
  expect(header.adjacents.map((adjacent) => adjacent.chain)).toEqual(graph.adjacent(header.chain));
  for (const { chain: other, hash } of header.adjacents) {
    const adjacent = store.find(other, hash)?.block.header;
    expect(adjacent?.height).toBe(parent.height);
    expect(header.creationTimeMicros > (adjacent?.creationTimeMicros ?? 0n)).toBe(true);
  }
}

describe('genesis', () => {
  it.each(GRAPH_NAMES)('of %s is one block per chain with the parents the node gives', (graph) => {
    const { chain } = bench(graph);
    const { versionCode } = chain.network;
    for (const { header } of chain.tips()) {
      expect(header).toMatchObject({ height: 0, weight: 0n, nonce: 0n, flags: 0n });
      expect(header.epochStartMicros).toBe(header.creationTimeMicros);
      expect(header.parent).toEqual(genesisParentHash(versionCode, header.chain));
      for (const adjacent of header.adjacents) {
        expect(adjacent.hash).toEqual(genesisParentHash(versionCode, adjacent.chain));
      }
    }
    expect(new Set(chain.tips().map((tip) => tip.hashText)).size).toBe(chain.network.graph.order);
  });
});

describe.each(GRAPH_NAMES)('random miners on %s', (graph) => {
  it('only ever make valid cuts of linked blocks', () => {
    // The clock moves on between two blocks: they are 1 µs apart at least.
    const pause = fc.integer({ min: 1, max: 5_000_000 });
    const step = fc.record({ at: fc.nat(), pause, hold: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
        const { chain, store } = bench(graph);
        let now = BORN;
        // Work that was issued before others moved on comes in late.
        const late: WorkHeader[] = [];
        for (const { at, pause, hold } of steps) {
          now += BigInt(pause);
          const id = chainAt(chain, at);
          const behind = chain.network.graph
            .adjacent(id)
            .some((other) => chain.tip(other).header.height < chain.tip(id).header.height);
          const header = chain.extend(id, payload(at), now);
          expect(header === null).toBe(behind);
          if (header === null) continue;
          if (hold) {
            late.push(header);
            continue;
          }
          const verdict = chain.accept(header, now + 1n);
          expect(verdict.outcome).toBe('joined');
          expect(chain.tip(id)).toEqual(verdict.block);
          checkBlock(chain, store, verdict.block);
          checkCut(chain);
        }
        for (const header of late) {
          const parent = chain.tip(header.chain).hash;
          const current = Buffer.compare(header.parent, parent) === 0;
          const verdict = chain.accept(header, now + 2n);
          // Neighbours never move on so far that work on the newest block becomes useless.
          expect(verdict.outcome).toBe(current ? 'joined' : 'orphaned');
          checkBlock(chain, store, verdict.block);
          expect(store.find(header.chain, verdict.block.hash)?.onChain).toBe(current);
          checkCut(chain);
        }
      }),
      { numRuns: 25 },
    );
    // It computes all the time: on a busy machine it takes seconds.
  }, 20_000);
});

describe('a solved header', () => {
  const accept = (change: (header: WorkHeader) => WorkHeader): unknown => {
    const { chain } = bench('triangle');
    const now = BORN + 10n;
    const verdict = chain.accept(change(headerFor(chain, chainAt(chain, 1), now)), now);
    return verdict.outcome === 'invalid' ? verdict.failures : verdict.outcome;
  };

  it('joins as it was issued', () => {
    expect(accept((header) => header)).toBe('joined');
  });

  it.each<[string, (header: WorkHeader) => WorkHeader]>([
    ['CreatedBeforeParent', (header) => ({ ...header, creationTimeMicros: BORN })],
    [
      'CreatedBeforeParent, IncorrectEpoch',
      (header) => ({ ...header, creationTimeMicros: BORN - 1n }),
    ],
    ['BlockInTheFuture', (header) => ({ ...header, creationTimeMicros: BORN + 11n })],
    ['IncorrectHeight', (header) => ({ ...header, height: 2 })],
    ['IncorrectWeight', (header) => ({ ...header, weight: header.weight + 1n })],
    ['IncorrectEpoch', (header) => ({ ...header, epochStartMicros: BORN + 1n })],
    ['IncorrectForkNumber', (header) => ({ ...header, flags: 1n })],
    ['InvalidForkVotes', (header) => ({ ...header, flags: 1n << 32n })],
  ])('with another field is %s', (failures, change) => {
    expect(accept(change)).toEqual(failures.split(', '));
  });

  it('with an easier target is IncorrectTarget', () => {
    const easier = accept((header) => {
      const target = (header.target + 1n) as typeof header.target;
      return { ...header, target, weight: blockDifficulty(target) };
    });
    expect(easier).toEqual(['IncorrectTarget']);
  });

  it('is an orphan, and not kept, when it names an unknown parent', () => {
    const { chain, store } = bench('triangle');
    const header = headerFor(chain, chainAt(chain, 0), BORN + 10n);
    const verdict = chain.accept({ ...header, parent: new Uint8Array(32) }, BORN + 10n);
    expect(verdict).toMatchObject({ outcome: 'orphaned', kept: false });
    expect(store.find(header.chain, verdict.block.hash)).toBeNull();
  });

  it('is never issued older than its parents, even with a clock that was set back', () => {
    const { chain } = bench('singleton');
    const [id, now] = [chainAt(chain, 0), BORN + 1000n];
    chain.accept(headerFor(chain, id, now), now);
    expect(headerFor(chain, id, now - 500n).creationTimeMicros).toBe(now + 1n);
  });
});

describe('epochs of a practice network', () => {
  it('begin with block 1, not with the birth of the network', () => {
    const { chain } = bench('singleton');
    const id = chainAt(chain, 0);
    const starts = [0n, 1n, 2n].map((step) => {
      const now = BORN + 1_000_000n * (step + 1n);
      const { header } = chain.accept(headerFor(chain, id, now), now).block;
      return header.epochStartMicros - BORN;
    });
    expect(starts).toEqual([0n, 1_000_000n, 1_000_000n]);
  });
});

/** Mines at `hashesPerSecond` until each chain is at `height`; the simulated time it took, s. */
function mineTo(chain: PracticeChain, height: number, hashesPerSecond: number, at: Clock): number {
  const began = at.micros;
  for (;;) {
    const open = chain.network.graph.chains.filter(
      (id) => chain.mineable(id) && chain.tip(id).header.height < height,
    );
    const id = open[Math.floor(at.random() * open.length)];
    if (id === undefined) return Number(at.micros - began) / 1e6;
    const header = headerFor(chain, id, at.micros);
    const difficulty = targetToDifficulty(header.target);
    const seconds = (-Math.log(1 - at.random()) * difficulty) / hashesPerSecond;
    at.micros += BigInt(Math.max(2, Math.round(seconds * 1e6)));
    expect(chain.accept({ ...header, creationTimeMicros: at.micros }, at.micros).outcome).toBe(
      'joined',
    );
  }
}

interface Clock {
  micros: bigint;
  readonly random: () => number;
}

/** A reproducible clock; its chance is the mulberry32 generator. */
function clock(seed: number): Clock {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { micros: BORN, random };
}

describe('difficulty', () => {
  it('settles at one block each 3 s for any machine from 0.5 MH/s to 1 GH/s', () => {
    const exponent = fc.double({ min: Math.log(0.5e6), max: Math.log(1e9), noNaN: true });
    fc.assert(
      fc.property(exponent, fc.nat(), (rateLog, seed) => {
        const hashesPerSecond = Math.exp(rateLog);
        const { chain } = bench('twenty');
        const at = clock(seed);
        mineTo(chain, 12, hashesPerSecond, at);
        // Chains still in the first epoch wait for hard blocks of those in the second, and take
        // the wait for slowness: a machine far too fast for the first target is tamed in two steps.
        const second = mineTo(chain, 24, hashesPerSecond, at) / 12 / 60;
        expect(second).toBeGreaterThan(0.2);
        // An epoch is at most four times easier: a very slow machine needs one more.
        const left = FIRST_DIFFICULTY / 4 / (hashesPerSecond * 3);
        expect(second).toBeLessThan(1.7 * Math.max(1, left));
        mineTo(chain, 36, hashesPerSecond, at);
        const settled = mineTo(chain, 72, hashesPerSecond, at) / 36 / 60;
        expect(settled).toBeGreaterThan(0.8);
        expect(settled).toBeLessThan(1.2);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('survives days without a miner: one epoch is four times as fast, and the next ones are as before', () => {
    const { chain } = bench('petersen');
    const at = clock(7);
    mineTo(chain, 30, 2e6, at);
    at.micros += 3n * 86_400n * 1_000_000n;
    mineTo(chain, 36, 2e6, at);
    const after = mineTo(chain, 48, 2e6, at) / 12 / 30;
    expect(after).toBeGreaterThan(0.15);
    expect(after).toBeLessThan(0.5);
    const later = mineTo(chain, 72, 2e6, at) / 24 / 30;
    expect(later).toBeGreaterThan(0.7);
    expect(later).toBeLessThan(1.4);
  });
});
