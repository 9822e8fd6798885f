import { describe, expect, it } from 'vitest';
import type { StratumEvent } from '../stratum-events.ts';
import { createLog } from '../../logging/logger.ts';
import { RefusedRuns, isAllRefused } from './refused-runs.ts';
import { RefusedWatch } from './refused-watch.ts';

const LOW = { kind: 'low-difficulty', level: 2.2, wantedLevel: 10 } as const;
const STALE = { kind: 'stale' } as const;

/** A refused share every 10 s from 0 on. */
function refuse(runs: RefusedRuns, name: string, seconds: number): void {
  for (let ms = 0; ms <= seconds * 1000; ms += 10_000) runs.refused(name, '10.0.0.7', LOW, ms);
}

describe('machines whose every share is refused', () => {
  it('are counted with the most common refusal, their names bounded', () => {
    const runs = new RefusedRuns();
    for (let i = 1; i <= 100; i++) refuse(runs, `rig${i}`, 60);
    runs.refused('rig1', '10.0.0.7', STALE, 60_000);
    expect(runs.look(60_000)).toEqual({
      machines: 100,
      names: ['rig1', 'rig2', 'rig3', 'rig4', 'rig5'],
      refusal: LOW,
      shares: 701,
      sinceMs: 0,
    });
  });

  it('are none after an accepted share, a few refused ones, or a moment', () => {
    const runs = new RefusedRuns();
    refuse(runs, 'few', 30);
    for (let i = 0; i < 50; i++) runs.refused('burst', '10.0.0.7', STALE, 29_000 + i);
    refuse(runs, 'good', 60);
    for (const name of ['good', 'never refused']) runs.accepted(name, '10.0.0.7');
    expect(runs.look(60_000)).toBeNull();
  });

  it('stay the same while they reconnect, and are gone a minute after they left', () => {
    const runs = new RefusedRuns();
    for (let ms = 0; ms <= 60_000; ms += 10_000) {
      const run = runs.refused('rig', '10.0.0.7', LOW, ms);
      expect(isAllRefused(run)).toBe(ms >= 40_000);
      runs.left('rig', '10.0.0.7', ms);
    }
    expect(runs.look(120_000)).toMatchObject({ machines: 1 });
    expect(runs.look(121_000)).toBeNull();
  });

  it('are named with the refusal that is most common of all, its latest form', () => {
    const runs = new RefusedRuns();
    const worse = { ...LOW, level: 1.5 };
    for (let ms = 0; ms <= 40_000; ms += 10_000) {
      runs.refused('one', '10.0.0.7', STALE, ms);
      runs.refused('two', '10.0.0.7', ms < 40_000 ? LOW : worse, ms);
      runs.refused('two', '10.0.0.7', LOW, 0);
    }
    runs.refused('two', '10.0.0.7', worse, 40_000);
    expect(runs.look(40_000)).toMatchObject({ refusal: worse, shares: 16 });
    for (let i = 0; i < 7; i++) runs.refused('one', '10.0.0.7', STALE, 40_000);
    expect(runs.look(40_000)).toMatchObject({ refusal: STALE });
  });

  it('are forgotten ten minutes after their last share, and begin again then', () => {
    const runs = new RefusedRuns();
    refuse(runs, 'rig', 40);
    expect(runs.look(640_000)).toMatchObject({ machines: 1 });
    expect(runs.look(640_001)).toBeNull();
    expect(runs.refused('rig', '10.0.0.7', LOW, 640_001)).toMatchObject({ count: 1 });
  });

  it('are taken up by the run that is handed in, unless that is over or of another name', () => {
    const runs = new RefusedRuns();
    const run = runs.refused('rig', '10.0.0.7', LOW, 0);
    expect(runs.refused('rig', '10.0.0.7', LOW, 1, run)).toBe(run);
    expect(runs.refused('other', '10.0.0.7', LOW, 1, run)).not.toBe(run);
    expect(runs.refused('rig', '10.0.0.8', LOW, 1, run)).toBe(run);
    runs.accepted('rig', '10.0.0.7');
    expect(run.isOver).toBe(true);
    expect(runs.refused('rig', '10.0.0.7', LOW, 2, run)).not.toBe(run);
  });

  it('are all forgotten rather than more than twenty thousand remembered', () => {
    const runs = new RefusedRuns();
    const first = runs.refused('0', '10.0.0.7', LOW, 0);
    for (let i = 1; i < 20_000; i++) runs.refused(`${i}`, '10.0.0.7', LOW, 0);
    expect(runs.refused('0', '10.0.0.7', LOW, 0)).toBe(first);
    runs.refused('one more', '10.0.0.7', LOW, 0);
    expect([first.isOver, first.count]).toEqual([true, 2]);
    runs.left('0', '10.0.0.7', 1);
    expect(runs.refused('0', '10.0.0.7', LOW, 0)).not.toBe(first);
  });

  it('are reported when they change, logged, and reported gone', async () => {
    const runs = new RefusedRuns();
    const events: StratumEvent[] = [];
    const lines: string[] = [];
    const log = createLog({
      level: 'info',
      sink: (batch) => void lines.push(...batch.map(({ text }) => text)),
    });
    const watch = new RefusedWatch(runs, (event) => events.push(event), log.logger);
    watch.look(0);
    refuse(runs, 'rig', 60);
    for (let ms = 0; ms < 5_000; ms += 1_000) watch.look(60_000 + ms);
    runs.accepted('rig', '10.0.0.7');
    watch.look(66_000);
    watch.look(67_000);
    for (let i = 1; i <= 8; i++) {
      refuse(runs, `rig ${i}`, 60);
      watch.look(68_000 + i);
    }
    await log.flush();
    expect(events.splice(2).map((event) => 'machines' in event && event.machines)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8],
    ]);
    expect(lines.splice(2).map((line) => /^.*? refused: .*?\. /.exec(line)?.[0])).toEqual([
      'every share of 1 machine is refused: "rig 1". ',
      'every share of 2 machines is refused: "rig 1", "rig 2". ',
      'every share of 4 machines is refused: "rig 1", "rig 2", "rig 3", "rig 4". ',
      'every share of 8 machines is refused: "rig 1", "rig 2", "rig 3", "rig 4", "rig 5" and 3 more. ',
    ]);
    expect(events).toEqual([
      { type: 'shares-refused', machines: 1, names: ['rig'], refusal: LOW, ageMs: 60_000 },
      { type: 'shares-refused', machines: 0, names: [], refusal: null, ageMs: 0 },
    ]);
    expect(lines).toEqual([
      expect.stringMatching(
        /^every share of 1 machine is refused: "rig"\. Most often: Low difficulty/,
      ),
      'no machine has all of its shares refused any more',
    ]);
  });

  it('are reported again when what is most common changes', () => {
    const runs = new RefusedRuns();
    const events: StratumEvent[] = [];
    const { logger } = createLog({ level: 'quiet', sink: () => undefined });
    const watch = new RefusedWatch(runs, (event) => events.push(event), logger);
    refuse(runs, 'rig', 40);
    watch.look(40_000);
    for (let i = 0; i < 6; i++) runs.refused('rig', '10.0.0.7', STALE, 40_000);
    watch.look(41_000);
    expect(events).toMatchObject([{ refusal: LOW }, { refusal: STALE, ageMs: 41_000 }]);
  });
});
