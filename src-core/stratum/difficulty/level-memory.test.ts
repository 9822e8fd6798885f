import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../tests/seeded-random.ts';
import { Vardiff } from './vardiff.ts';
import { LevelMemory } from './level-memory.ts';
import { SessionLevel } from './session-level.ts';

const vardiffOf = (startLevel: number): Vardiff =>
  new Vardiff({ periodSeconds: 10, minLevel: 42, startLevel }, 2 ** 60, 0);

describe('the level of a machine that left', () => {
  it('is remembered for ten minutes, the estimate itself for one and for one session', () => {
    const memory = new LevelMemory();
    const vardiff = vardiffOf(47);
    memory.park('m', vardiff, true, 0);
    const first = memory.recall('m', 60_000);
    expect(first.vardiff).toBe(vardiff);
    expect(first.level).toBe(47);
    expect(memory.recall('m', 60_000)).toEqual({ vardiff: null, level: 47 });
    memory.park('m', vardiff, true, 60_000);
    expect(memory.recall('m', 120_001)).toEqual({ vardiff: null, level: 47 });
    expect(memory.recall('m', 660_000).level).toBe(47);
    expect(memory.recall('m', 660_001)).toEqual({ vardiff: null, level: null });
    expect(memory.recall('other', 0)).toEqual({ vardiff: null, level: null });
  });

  it('is not lost to another machine with the same address and software', () => {
    const memory = new LevelMemory();
    const vardiff = vardiffOf(47);
    memory.park('m', vardiff, true, 0);
    memory.park('m', vardiffOf(42), false, 1000);
    expect(memory.recall('m', 2000).vardiff).toBe(vardiff);
    // One that comes when the estimate is old or taken replaces it, but not the level.
    memory.park('m', vardiffOf(42), false, 3000);
    expect(memory.recall('m', 4000).level).toBe(47);
  });

  it('gives way to a machine that looks like it once its estimate is old', () => {
    const memory = new LevelMemory();
    const later = vardiffOf(42);
    memory.park('m', vardiffOf(47), true, 100_000);
    memory.park('m', later, false, 160_001);
    expect(memory.recall('m', 160_001)).toEqual({ vardiff: later, level: 47 });
    memory.park('m', later, true, 300_000);
    memory.park('m', vardiffOf(47), false, 360_000);
    expect(memory.recall('m', 360_000).vardiff).toBe(later);
  });

  it('is forgotten when there are too many', () => {
    const memory = new LevelMemory();
    for (let i = 0; i < 10_001; i++) memory.park(`m${i}`, vardiffOf(47), true, i);
    expect(memory.recall('m0', 10_001).level).toBeNull();
    expect(memory.recall('m1', 10_001).level).toBe(47);
    // The one that left last is forgotten last, however long it is known.
    memory.park('m1', vardiffOf(47), true, 10_002);
    memory.park('one more', vardiffOf(47), true, 10_003);
    expect(memory.recall('m1', 10_003).level).toBe(47);
    expect(memory.recall('m2', 10_003).level).toBeNull();
  });
});

describe('a machine that comes back', () => {
  const session = (memory: LevelMemory, nowMs: number): SessionLevel => {
    const level = new SessionLevel({ kind: 'period', seconds: 10 }, 42);
    level.start(memory, 'm', 2 ** 60, nowMs);
    return level;
  };
  /** A memory of a machine that sent three shares and left at 3 s, and its level then. */
  const learnt = (): { readonly memory: LevelMemory; readonly wanted: number } => {
    const memory = new LevelMemory();
    const first = session(memory, 0);
    for (const nowMs of [1000, 2000, 3000]) first.countShare(2 ** 45, 2 ** 60, nowMs);
    const wanted = first.level;
    expect(wanted).toBeGreaterThan(44);
    first.park(memory, 'm', 3000);
    return { memory, wanted };
  };

  it('begins at the level it had, up to ten minutes later', () => {
    const { memory, wanted } = learnt();
    expect(session(memory, 600_000).level).toBe(wanted);
    expect(session(memory, 603_001).level).toBe(42);
  });

  it('and is slower now is remembered as such, though it sends no share', () => {
    const { memory, wanted } = learnt();
    const second = session(memory, 200_000);
    for (let nowMs = 201_000; nowMs < 215_000; nowMs += 1000) second.passTime(2 ** 60, nowMs);
    const slower = second.level;
    expect(slower).toBeLessThan(wanted);
    expect(slower).toBeGreaterThan(42);
    second.park(memory, 'm', 215_000);
    expect(session(memory, 500_000).level).toBe(slower);
  });

  it('is not known if it never sent three shares', () => {
    const memory = new LevelMemory();
    const first = session(memory, 0);
    for (const nowMs of [1000, 2000]) first.countShare(2 ** 45, 2 ** 60, nowMs);
    first.park(memory, 'm', 3000);
    expect(session(memory, 100_000).level).toBe(42);
  });
});

it.each([
  ['a KD-BOX', 1.6e12],
  ['a KD5', 18e12],
  ['a KA3', 166e12],
])('%s that reconnects every three seconds stays at its level for an hour', (_name, rate) => {
  const memory = new LevelMemory();
  const random = seededRandom(11);
  const wanted = Math.log2(rate * 10);
  let nowMs = 0;
  let worst = 0;
  for (let session = 0; session < 1200; session++) {
    const level = new SessionLevel({ kind: 'period', seconds: 10 }, 42);
    level.start(memory, 'goldshell', 2 ** 60, nowMs);
    const endMs = nowMs + 3000;
    for (;;) {
      const difficulty = 2 ** level.level;
      const nextMs = nowMs + ((-Math.log(1 - random()) * difficulty) / rate) * 1000;
      // The machine hashes on while it reconnects; only what it has found is sent within a session.
      if (nextMs > endMs) break;
      nowMs = nextMs;
      level.countShare(difficulty, 2 ** 60, nowMs);
    }
    nowMs = endMs;
    level.passTime(2 ** 60, nowMs);
    if (nowMs > 300_000) worst = Math.max(worst, Math.abs(level.level - wanted));
    level.park(memory, 'goldshell', nowMs);
  }
  expect(worst).toBeGreaterThan(0);
  expect(worst).toBeLessThan(2.2);
});
