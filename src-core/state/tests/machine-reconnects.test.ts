/** Machines that reconnect again and again, or whose old connection was never closed. */
import { describe, expect, it } from 'vitest';
import type { MachineStage } from '../../stratum/stratum-events.ts';
import { Connection, NO_RATES, RATES, Screen } from './reconnecting-machine.ts';

describe('a machine that reconnects every 3 s and finds a share every 10 s', () => {
  it('is one row that continues as if it had never left', () => {
    const screen = new Screen();
    const startMs = 1_000_000;
    const stages: MachineStage[] = [];
    let connection = new Connection(screen, 1).connect(startMs);
    let session = 1;
    let shares = 0;
    let lastShareMs: number | null = null;
    for (let second = 1; second <= 300; second += 1) {
      const atMs = startMs + second * 1_000;
      if (second % 3 === 0) {
        connection.leave(atMs);
        check(atMs);
        connection = new Connection(screen, (session += 1)).connect(atMs + 300);
      }
      if (second % 10 === 0) {
        connection.share(atMs + 700);
        shares += 1;
        lastShareMs = atMs + 700;
      }
      connection.measure(atMs + 800);
      check(atMs + 900);
    }
    expect(session).toBe(101);
    expect(new Set(stages)).toEqual(new Set(['job-sent', 'first-share', 'mining']));

    function check(atMs: number): void {
      const row = screen.only(atMs);
      expect(row).toMatchObject({
        key: 'garage@192.168.1.31',
        isOnline: true,
        connectedAtMs: startMs,
        lastShareAtMs: lastShareMs,
        level: shares === 0 ? null : 45,
        hashRate: shares === 0 ? NO_RATES : RATES,
        shares: { accepted: shares },
        stage: shares === 0 ? 'job-sent' : shares < 3 ? 'first-share' : 'mining',
      });
      stages.push(row.stage);
    }
  });

  it('starts again after a longer break, with its counts', () => {
    const screen = new Screen();
    const first = new Connection(screen, 1).connect(0);
    for (const atMs of [1_000, 2_000, 3_000]) first.share(atMs);
    first.leave(4_000);
    const second = new Connection(screen, 2).connect(60_000);
    second.measure(60_500);
    const afresh = {
      stage: 'job-sent',
      lastShareAtMs: null,
      connectedAtMs: 60_000,
      shares: { accepted: 3 },
    };
    expect(screen.only(61_000)).toMatchObject(afresh);
    // What it sent before the break does not come back with a short one either.
    second.leave(62_000);
    new Connection(screen, 3).connect(62_300).measure(62_500);
    expect(screen.only(63_000)).toMatchObject(afresh);
  });
});

describe('a machine whose old connection was never closed', () => {
  it('takes its place when it comes back after a power cut, and counts no share twice', () => {
    const screen = new Screen();
    const cutOff = new Connection(screen, 1).connect(0);
    for (const atMs of [1_000, 10_000]) cutOff.share(atMs);
    const back = new Connection(screen, 2).connect(90_000);
    expect(screen.only(91_000)).toMatchObject({
      key: 'garage@192.168.1.31',
      session: 2,
      connectedAtMs: 90_000,
      shares: { accepted: 2 },
    });
    back.share(95_000);
    cutOff.measure(100_000);
    cutOff.leave(900_000);
    expect(screen.only(901_000)).toMatchObject({
      isOnline: true,
      leftAtMs: null,
      shares: { accepted: 3 },
    });
  });

  it('is one row from the start, and takes its place once the old connection has been silent for long', () => {
    const screen = new Screen();
    const cutOff = new Connection(screen, 1).connect(0);
    cutOff.share(85_000);
    const back = new Connection(screen, 2).connect(90_000);
    expect(screen.only(91_000)).toMatchObject({ session: 1, isOnline: true });
    for (let atMs = 95_000; atMs <= 120_000; atMs += 5_000) {
      back.share(atMs);
      cutOff.measure(atMs);
      screen.only(atMs + 100);
    }
    expect(screen.only(121_000)).toMatchObject({ session: 2, shares: { accepted: 7 } });
  });

  it('stays one row when it comes and goes meanwhile, with all of its shares', () => {
    const screen = new Screen();
    const cutOff = new Connection(screen, 1).connect(0);
    cutOff.share(85_000);
    for (let session = 2; session <= 5; session += 1) {
      const flap = new Connection(screen, session).connect(80_000 + session * 4_000);
      flap.share(81_000 + session * 4_000);
      flap.leave(82_000 + session * 4_000);
    }
    cutOff.measure(102_500);
    expect(screen.only(103_000).shares.accepted).toBe(5);
    new Connection(screen, 6).connect(120_000).share(121_000);
    cutOff.leave(900_000);
    expect(screen.only(901_000)).toMatchObject({ session: 6, shares: { accepted: 6 } });
  });

  it('takes its place when the old connection ends at last', () => {
    const screen = new Screen();
    const old = new Connection(screen, 1).connect(0);
    old.share(1_000);
    new Connection(screen, 2).connect(2_000);
    old.leave(3_000);
    expect(screen.only(4_000)).toMatchObject({
      key: 'garage@192.168.1.31',
      session: 2,
      connectedAtMs: 0,
      stage: 'first-share',
      shares: { accepted: 1 },
    });
  });

  it('is distinguished from a second machine of its name as soon as the first one sends anything', () => {
    const screen = new Screen();
    const first = new Connection(screen, 1).connect(0);
    first.share(85_000);
    const second = new Connection(screen, 2).connect(90_000);
    second.share(92_000);
    first.share(97_000);
    for (let atMs = 98_000; atMs <= 200_000; atMs += 17_000) {
      expect(screen.rigs(atMs).map(({ session }) => session)).toEqual([1, 2]);
      second.share(atMs + 5_000);
      first.share(atMs + 9_000);
    }
    expect(screen.rigs(201_000).map(({ shares }) => shares.accepted)).toEqual([9, 8]);
  });

  it('leaves alone another machine of the same name', () => {
    const screen = new Screen();
    new Connection(screen, 1, 'x/1').connect(0);
    new Connection(screen, 2, 'y/1').connect(90_000).share(95_000);
    expect(screen.rigs(96_000)).toHaveLength(2);
  });

  it('is a row of its own again if it was only slow, and shares add up', () => {
    const screen = new Screen();
    const slow = new Connection(screen, 1).connect(0);
    for (const atMs of [1_000, 2_000]) slow.share(atMs);
    const other = new Connection(screen, 2).connect(90_000);
    other.share(95_000);
    slow.share(99_000);
    other.share(100_000);
    const counts = screen.rigs(101_000).map(({ shares }) => shares.accepted);
    expect(counts).toEqual([4, 1]);
    // Two that work are never merged again.
    other.share(200_000);
    slow.share(300_000);
    expect(screen.rigs(300_000)).toHaveLength(2);
    other.leave(301_000);
    expect(screen.rigs(400_000).map(({ isOnline }) => isOnline)).toEqual([false, true]);
  });

  it('is one row of its own with its first share, if it had none before', () => {
    const screen = new Screen();
    const slow = new Connection(screen, 1).connect(0);
    new Connection(screen, 2).connect(90_000);
    expect(screen.only(91_000)).toMatchObject({ session: 2 });
    slow.share(95_000);
    expect(screen.rigs(96_000).map(({ shares }) => shares.accepted)).toEqual([0, 1]);
  });
});
