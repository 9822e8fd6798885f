import { describe, expect, it } from 'vitest';
import { LevelMemory } from './level-memory.ts';
import { SessionLevel } from './session-level.ts';
import { BLOCK_LEVEL } from './share-target.ts';

const BLOCK = 2 ** 60;
const PERIOD = { kind: 'period', seconds: 10 } as const;

/** A session of `PERIOD` whose machine is about to get its first job. */
function started(minLevel = 20, memory = new LevelMemory()): SessionLevel {
  const level = new SessionLevel(PERIOD, minLevel);
  level.start(memory, 'm', BLOCK, 0);
  return level;
}

describe('the level of a session', () => {
  it('is that of the mode', () => {
    expect(new SessionLevel({ kind: 'block' }, 20).level).toBe(BLOCK_LEVEL);
    expect(new SessionLevel({ kind: 'level', level: 44 }, 20).level).toBe(44);
    expect(started().level).toBe(20);
  });

  it('is the one the machine asks for, but never an easier one than it may have', () => {
    for (const [mode, asked, level] of [
      [PERIOD, 44, 44],
      [PERIOD, 10, 20],
      [{ kind: 'level', level: 15 }, 10, 15],
      [{ kind: 'level', level: 44 }, 10, 20],
      [{ kind: 'block' }, 10, 20],
    ] as const) {
      const session = new SessionLevel(mode, 20);
      session.ask(asked);
      expect(session.level).toBe(level);
    }
  });

  it('stays the one it asked for, whatever shares and silence say', () => {
    const level = started();
    level.ask(44);
    for (let share = 1; share <= 30; share++) {
      expect(level.countShare(2 ** 44, BLOCK, share)).toBe(false);
    }
    expect(level.passTime(BLOCK, 3_600_000)).toBe(false);
    expect(level.level).toBe(44);
  });

  it('begins where the machine suggests, until its first share', () => {
    const level = started();
    level.suggest(30, BLOCK, 0);
    expect(level.level).toBe(30);
    level.countShare(2 ** 30, BLOCK, 10_000);
    const before = level.level;
    level.suggest(50, BLOCK, 10_000);
    expect(level.level).toBe(before);
  });

  it('is remembered from three shares on', () => {
    const memory = new LevelMemory();
    const level = started(20, memory);
    level.suggest(30, BLOCK, 0);
    for (let share = 1; share <= 3; share++) level.countShare(2 ** 30, BLOCK, share * 10_000);
    const learnt = level.level;
    level.park(memory, 'm', 30_000);
    // Beyond the minute in which the estimate itself is taken up again.
    const later = new SessionLevel(PERIOD, 20);
    later.start(memory, 'm', BLOCK, 120_000);
    expect([learnt > 20, later.level]).toEqual([true, learnt]);
  });
});
