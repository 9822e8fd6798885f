import { describe, expect, it } from 'vitest';
import { seededRandom } from '../tests/seeded-random.ts';
import { DynamicLevel } from './dynamic-level.ts';
import { LevelMemory } from './level-memory.ts';
import { SessionLevel } from './session-level.ts';

const dynamicOf = (startLevel: number): DynamicLevel =>
  new DynamicLevel({ periodSeconds: 10, minLevel: 42, startLevel }, 2 ** 60, 0);

describe('the level of a machine that left', () => {
  it('is remembered for ten minutes, the estimate itself for one and for one session', () => {
    const memory = new LevelMemory();
    const dynamic = dynamicOf(47);
    memory.park('m', dynamic, true, 0);
    expect(memory.recall('m', 60_000)).toEqual({ dynamic, level: 47 });
    expect(memory.recall('m', 60_000)).toEqual({ dynamic: null, level: 47 });
    memory.park('m', dynamic, true, 60_000);
    expect(memory.recall('m', 120_001)).toEqual({ dynamic: null, level: 47 });
    expect(memory.recall('m', 660_001)).toEqual({ dynamic: null, level: null });
    expect(memory.recall('other', 0)).toEqual({ dynamic: null, level: null });
  });

  it('is not lost to a stranger with the same address and software', () => {
    const memory = new LevelMemory();
    const dynamic = dynamicOf(47);
    memory.park('m', dynamic, true, 0);
    memory.park('m', dynamicOf(42), false, 1000);
    expect(memory.recall('m', 2000)).toEqual({ dynamic, level: 47 });
  });

  it('is forgotten when there are too many', () => {
    const memory = new LevelMemory();
    for (let i = 0; i < 10_001; i++) memory.park(`m${i}`, dynamicOf(47), true, i);
    expect(memory.recall('m0', 10_001).level).toBeNull();
    expect(memory.recall('m1', 10_001).level).toBe(47);
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
      // The machine hashes on while it reconnects; only what it had found is told in a session.
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
