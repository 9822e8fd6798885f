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

/** The level after `seconds` of a machine of that rate, whose shares are all of average work. */
function mineAt(session: SessionLevel, hashesPerSecond: number, seconds: number): number {
  let nextShareMs = (2 ** session.level / hashesPerSecond) * 1000;
  let level = session.level;
  for (let ms = 0; ms < seconds * 1000; ms += 1000) {
    while (nextShareMs <= ms) {
      session.countShare(2 ** session.level, BLOCK, nextShareMs);
      nextShareMs += (2 ** session.level / hashesPerSecond) * 1000;
    }
    session.passTime(BLOCK, ms);
    // Work has no memory: the next share is as far away as at the new level.
    if (session.level !== level) nextShareMs = ms + (2 ** session.level / hashesPerSecond) * 1000;
    level = session.level;
  }
  return session.level;
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
      [{ kind: 'level', level: 15 }, 10, 15],
      [{ kind: 'level', level: 44 }, 10, 20],
      [{ kind: 'block' }, 10, 20],
    ] as const) {
      const session = new SessionLevel(mode, 20);
      const notice = session.ask(asked, BLOCK);
      expect(session.level).toBe(level);
      expect(notice).toEqual(
        level === asked ? null : { kind: 'too-easy', wantedLevel: asked, level },
      );
    }
  });

  it('follows the rate of a machine that asks for less than it may, in period mode', () => {
    const level = started(42);
    level.ask(50, BLOCK);
    const notice = level.ask(30, BLOCK);
    expect(notice).toEqual({ kind: 'follows-rate', wantedLevel: 30, level: 42 });
    level.start(new LevelMemory(), 'm', BLOCK, 0);
    expect(level.level).toBe(42);
    // 1 GH/s: a share every 10 s is level 33.2.
    const settled = mineAt(level, 1e9, 600);
    expect(settled).toBeGreaterThanOrEqual(32);
    expect(settled).toBeLessThanOrEqual(34);
  });

  it('brings slow machines to a share a period, but asks no more than a share a second of fast ones', () => {
    for (const rate of [1e6, 1e9, 1e12, 2e14]) {
      const settled = mineAt(started(42), rate, 900);
      expect(Math.abs(settled - Math.log2(rate * 10))).toBeLessThanOrEqual(1.5);
    }
    const asleep = started(42);
    for (let second = 1; second <= 3600; second++) asleep.passTime(BLOCK, second * 1000);
    // It wakes up at 10 TH/s: six shares that come at once end the flood.
    for (let share = 1; share <= 6; share++) {
      asleep.countShare(2 ** asleep.level, BLOCK, 3_600_000 + share);
    }
    expect(2 ** asleep.level / 1e13).toBeGreaterThan(0.01);
  });

  it('goes no further down than the minimum a machine asks for, and still up with its rate', () => {
    const slow = started(42);
    expect(slow.askMinimum(38, BLOCK, 0)).toBeNull();
    expect(slow.level).toBe(42);
    expect(mineAt(slow, 1e9, 900)).toBe(38);
    const fast = started(42);
    fast.askMinimum(45, BLOCK, 0);
    expect(fast.level).toBe(45);
    expect(mineAt(fast, 2e14, 900)).toBeGreaterThan(48);
  });

  it('keeps that minimum where the machine comes back, and drops it where it does not ask again', () => {
    const memory = new LevelMemory();
    const first = started(42, memory);
    mineAt(first, 1e9, 900);
    first.park(memory, 'm', 900_000);
    const second = new SessionLevel(PERIOD, 42);
    second.askMinimum(38, BLOCK, 901_000);
    second.start(memory, 'm', BLOCK, 901_000);
    expect(second.level).toBe(38);
    second.park(memory, 'm', 902_000);
    const third = new SessionLevel(PERIOD, 42);
    third.start(memory, 'm', BLOCK, 903_000);
    for (let ms = 903_000; ms < 1_800_000; ms += 1_000) third.passTime(BLOCK, ms);
    expect(third.level).toBeLessThan(38);
  });

  it('is raised to the minimum where it is fixed, to no more than a block', () => {
    const session = new SessionLevel({ kind: 'level', level: 44 }, 20);
    session.askMinimum(40, BLOCK, 0);
    expect(session.level).toBe(44);
    session.ask(42, BLOCK);
    session.askMinimum(46, BLOCK, 0);
    expect(session.level).toBe(46);
    const notAsked = new SessionLevel({ kind: 'level', level: 44 }, 20);
    notAsked.askMinimum(46, BLOCK, 0);
    expect(notAsked.level).toBe(46);
    const askedInPeriodMode = started(42);
    askedInPeriodMode.ask(43, BLOCK);
    askedInPeriodMode.askMinimum(46, BLOCK, 0);
    expect(askedInPeriodMode.level).toBe(46);
    const block = new SessionLevel({ kind: 'block' }, 20);
    expect(block.askMinimum(60, BLOCK, 0)).toBeNull();
    expect(block.askMinimum(44, BLOCK, 0)).toBeNull();
    expect(block.level).toBe(BLOCK_LEVEL);
    const wanted = { kind: 'harder-than-block', wantedLevel: 61, level: 60 };
    expect(block.askMinimum(61, BLOCK, 0)).toEqual(wanted);
  });

  it('goes on following the rate where the minimum is harder than a block', () => {
    const session = started(42);
    expect(session.askMinimum(61, BLOCK, 0)).toMatchObject({ kind: 'harder-than-block' });
    expect(session.level).toBe(60);
  });

  it('begins once, and with the memory only where it follows the rate', () => {
    const memory = new LevelMemory();
    const first = started(20, memory);
    first.suggest(30, BLOCK, 0);
    first.start(memory, 'm', BLOCK, 0);
    expect(first.level).toBe(30);
    first.park(memory, 'm', 0);
    first.park(memory, 'm', 0);
    const fixed = new SessionLevel({ kind: 'level', level: 44 }, 20);
    fixed.start(memory, 'm', BLOCK, 1_000);
    const asked = new SessionLevel(PERIOD, 20);
    asked.ask(50, BLOCK);
    asked.start(memory, 'm', BLOCK, 1_000);
    for (const session of [fixed, asked]) {
      for (let share = 1; share <= 3; share++) session.countShare(2 ** 50, BLOCK, 1_000);
    }
    // While they are here, and after they left.
    const next = started(20, memory);
    expect(next.level).toBe(30);
    next.park(memory, 'm', 1_000);
    for (const session of [fixed, asked]) session.park(memory, 'm', 1_000);
    expect(started(20, memory).level).toBe(30);
  });

  it('says that it asked for more than a block', () => {
    const level = started();
    expect(level.ask(61, BLOCK)).toEqual({ kind: 'harder-than-block', wantedLevel: 61, level: 60 });
    expect(level.ask(60, BLOCK)).toBeNull();
  });

  it('says that a suggestion has no use where the level is fixed', () => {
    for (const mode of [{ kind: 'block' }, { kind: 'level', level: 44 }] as const) {
      const session = new SessionLevel(mode, 42);
      expect(session.suggest(19, BLOCK, 0)).toEqual({ kind: 'fixed', wantedLevel: 19 });
      session.ask(50, BLOCK);
      expect(session.suggest(19, BLOCK, 0)).toBeNull();
    }
    expect(started().suggest(19, BLOCK, 0)).toBeNull();
    const wanted = [59.4, 59.6, 60, 60.4].map((level) =>
      new SessionLevel({ kind: 'block' }, 42).suggest(level, BLOCK, 0),
    );
    expect(wanted).toEqual([{ kind: 'fixed', wantedLevel: 59.4 }, null, null, null]);
  });

  it('stays the one it asked for, whatever shares and silence say', () => {
    const level = started(42);
    level.ask(44, BLOCK);
    for (let share = 1; share <= 30; share++) {
      expect(level.countShare(2 ** 44, BLOCK, share)).toBe(false);
    }
    for (const nowMs of [13_000, 22_000, 3_600_000]) {
      expect(level.passTime(BLOCK, nowMs)).toBe(false);
    }
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
