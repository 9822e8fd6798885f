import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import type { GroupSnapshot, Rest, WorkerProblem } from '../../contract/screen-contract.ts';
import {
  allHeldText,
  areAllHeld,
  areApart,
  groupDetail,
  heldTexts,
  machinesText,
  pauseText,
  shareText,
} from './worker-groups.ts';

const english = translationTo('en');
const german = translationTo('de');

const group = (changes: Partial<GroupSnapshot>): GroupSnapshot => ({
  kind: 'cpu',
  state: 'mining',
  error: null,
  failure: null,
  retryAtMs: null,
  hashesPerSecond: 0,
  isRateKnown: true,
  blocks: 0,
  workers: [],
  startedAtMs: null,
  ...changes,
});
const machines = group({ kind: 'stratum' });
const battery: Rest = { reason: 'battery', kinds: ['cpu'], sinceMs: 0 };

it('has rows for several kinds, and for a single one only while it does not mine as it should', () => {
  expect(areApart([])).toBe(false);
  expect(areApart([group({})])).toBe(false);
  expect(areApart([group({}), machines])).toBe(true);
  expect(areApart([group({ state: 'paused' })])).toBe(true);
});

it('names the kinds that do not mine, each with its state', () => {
  expect(heldTexts(english, [machines, group({})])).toEqual([]);
  expect(
    heldTexts(english, [{ ...machines, state: 'failed' }, group({ state: 'paused' })]),
  ).toEqual(['Machines: failed', 'Processor: paused by you']);
  expect(heldTexts(german, [group({ state: 'resting' })])).toEqual(['Prozessor: pausiert']);
});

it('counts machines, and none only where machines alone are to mine', () => {
  expect(machinesText(english, [machines, group({})], 2)).toBe('2 machines');
  expect(machinesText(english, [machines], 0)).toBe('no machine connected');
  expect(machinesText(german, [machines, group({ state: 'paused' })], 0)).toBe(
    'kein Gerät verbunden',
  );
  expect(machinesText(english, [machines, group({})], 0)).toBeNull();
  expect(machinesText(english, [{ ...machines, state: 'paused' }], 0)).toBeNull();
  expect(machinesText(english, [group({})], null)).toBeNull();
});

it('names what the button of a kind does', () => {
  expect(pauseText(english, machines)).toBe('Pause Machines');
  expect(pauseText(german, group({ state: 'paused' }))).toBe('Prozessor fortsetzen');
});

it('says why nothing mines where all is paused or rests', () => {
  const paused = [{ ...machines, state: 'paused' as const }, group({ state: 'paused' })];
  expect(areAllHeld(paused)).toBe(true);
  expect(areAllHeld([machines, group({ state: 'paused' })])).toBe(false);
  expect(allHeldText(english, { groups: paused, rests: [] }, 0).happened).toBe(
    'You have paused everything that mines.',
  );
  const mixed = [{ ...machines, state: 'paused' as const }, group({ state: 'resting' })];
  expect(allHeldText(english, { groups: mixed, rests: [battery] }, 0)).toEqual({
    happened: 'Nothing mines at the moment (Machines: paused by you and Processor: paused).',
    advice: 'It resumes on mains power.',
  });
});

it('says why a kind rests, by its own reasons alone', () => {
  const resting = group({ state: 'resting' });
  const hot: Rest = {
    reason: 'temperature',
    limit: 80,
    resumeAt: 70,
    kinds: ['external'],
    sinceMs: 0,
  };
  expect(groupDetail(english, resting, [battery, hot], 0)).toBe(
    'Paused: this computer is running on battery. It resumes on mains power.',
  );
  expect(groupDetail(german, resting, [battery], 0)).toContain('Pausiert, weil dieser Computer');
  expect(groupDetail(english, group({}), [battery], 0)).toBeNull();
});

it('says why a kind has failed, and counts down to the next try', () => {
  const failed = group({
    kind: 'external',
    state: 'failed',
    error: { kind: 'no-command', setting: 'externalWorkerCommand' },
    retryAtMs: 30_000,
  });
  expect(groupDetail(english, failed, [], 12_000)).toBe(
    'There is no external program to mine with. Enter its command. Next try in 18\u00a0s.',
  );
  expect(groupDetail(english, failed, [], 31_000)).toContain('Next try in 1\u00a0s.');
});

it('says what the workers of a kind do that all fail, and counts down to the next try', () => {
  const failure: WorkerProblem = {
    kind: 'worker',
    worker: 'External 0',
    fault: { kind: 'exit-code', detail: '9', lastWords: 'no GPU' },
    times: 3,
    sinceMs: 0,
    lastMs: 10_000,
    retryAtMs: 14_000,
  };
  const failing = group({ kind: 'external', state: 'failed', failure, retryAtMs: 14_000 });
  const says = 'External 0 failed with exit code 9. Its last output: no GPU.';
  expect(groupDetail(english, failing, [], 11_000)).toBe(`${says} Next try in 3\u00a0s.`);
  expect(groupDetail(english, failing, [], 14_000)).toBe(`${says} It is being tried again.`);
  expect(groupDetail(german, failing, [], 14_000)).toMatch(/ Neuer Versuch läuft\.$/);
});

it('writes parts of a whole so that a small one does not look like none', () => {
  const shares = [0, 0.001, 0.25, 0.999, 1].map((part) => shareText(english, part * 8, 8));
  expect(shares).toEqual(['0%', '<1%', '25%', '>99%', '100%']);
  expect(shareText(english, 0, 0)).toBeNull();
});
