import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { firstShareLateMs, firstShareText } from './first-share.ts';
import { attentionRank, machineState } from './machine-state.ts';

const english = translationTo('en');
const german = translationTo('de');

const waiting = (level: number, workSinceMs = 0) =>
  madeUpMachine({
    ...{ stage: 'job-sent', lastShareAtMs: null, level, difficulty: 2 ** level },
    ...{ connectedAtMs: -3_600_000, workSinceMs },
  });

it('says right after the first job how long a share takes, not that one is missing', () => {
  const texts = [42, 46, 56].map((level) =>
    firstShareText(english, waiting(level), 5_000).replaceAll('\u00a0', ' '),
  );
  expect(texts).toEqual([
    'It has work. At its level a small ASIC (1.60 TH/s) finds a share in about 3 s.',
    'It has work. At its level a small ASIC (1.60 TH/s) finds a share in about 44 s.',
    'It has work, but its shares are hard: a small ASIC (1.60 TH/s) finds one in about 12 h 30 min. ' +
      'The share difficulty “Automatic” in Settings makes them easier.',
  ]);
  expect(firstShareText(german, waiting(42), 5_000)).toContain('in etwa 3\u00a0s');
  expect(firstShareText(english, { ...waiting(42), difficulty: null }, 1e9)).toBe('It has work.');
});

it('calls the first share late when a small machine would have sent it, counted from the first job', () => {
  expect(firstShareLateMs(waiting(42), 119_000)).toBeNull();
  expect(firstShareLateMs(waiting(42), 121_000)).toBe(121_000);
  expect(firstShareLateMs(waiting(42, 100_000), 121_000)).toBeNull();
  // 440 s at level 46.
  expect(firstShareLateMs(waiting(46), 400_000)).toBeNull();
  expect(firstShareText(english, waiting(46), 480_000)).toBe(
    'It has had work for 8\u00a0min without an accepted share: restart it or lower its difficulty.',
  );
});

it('is a state of its own that needs attention when it is late', () => {
  const soon = machineState(english, waiting(42), [], 5_000);
  expect(soon).toMatchObject({ label: 'Has work', tone: 'calm' });
  const late = machineState(english, waiting(42), [], 600_000);
  expect(late).toMatchObject({ label: 'No share yet', tone: 'warn' });
  expect(attentionRank(waiting(42), [], 600_000)).toBeLessThan(
    attentionRank(waiting(42), [], 5_000),
  );
});
