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
    runs.accepted('good', '10.0.0.7');
    expect(runs.look(60_000)).toBeNull();
  });

  it('stay the same while they reconnect, and are gone a minute after they left', () => {
    const runs = new RefusedRuns();
    for (let ms = 0; ms <= 60_000; ms += 10_000) {
      const run = runs.refused('rig', '10.0.0.7', LOW, ms);
      expect(isAllRefused(run)).toBe(ms >= 40_000);
      runs.left('rig', '10.0.0.7', ms);
    }
    expect(runs.look(119_000)).toMatchObject({ machines: 1 });
    expect(runs.look(121_000)).toBeNull();
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
    refuse(runs, 'rig', 60);
    for (let ms = 0; ms < 5_000; ms += 1_000) watch.look(60_000 + ms);
    runs.accepted('rig', '10.0.0.7');
    watch.look(66_000);
    watch.look(67_000);
    await log.flush();
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
});
