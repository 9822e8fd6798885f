import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { DeviceComplaint, Problem } from '../../../contract/screen-contract.ts';
import { deviceProblemText } from './device-problems.ts';
import { foremostProblem } from './problems.ts';

const english = translationTo('en');

function problem(complaint: DeviceComplaint, sinceMs = 50): Extract<Problem, { kind: 'device' }> {
  return { kind: 'device', device: '28:e2:97:00:00:01', name: 'KD-BOX', complaint, sinceMs };
}

const HOT = problem({ kind: 'too-hot', part: 'chip', celsius: 96.4, limit: 90 });
const FAN = problem({ kind: 'fan-stopped', fans: [1, 3] });
const SLOW = problem({ kind: 'slow', hashesPerSecond: 8e11, nameplate: 1.6e12, share: 0.5 });
const ALL = [
  HOT,
  FAN,
  SLOW,
  problem({ kind: 'board-missing', boards: 2, expected: 3, missing: [3] }),
  problem({ kind: 'other-pool', url: 'stratum+tcp://pool.example:3333' }),
  problem({ kind: 'old-address', url: 'stratum+tcp://192.168.1.20:1917' }),
  problem({ kind: 'hardware-errors', share: 0.081 }),
];

it.each(ALL)('says what is wrong and what to do: $complaint.kind', (each) => {
  for (const translation of [english, translationTo('de')]) {
    const { happened, advice, button } = deviceProblemText(translation, each);
    expect(happened).toMatch(/^[A-Z0-9].*[^.]\.$/);
    expect(happened).toContain('KD-BOX');
    expect(advice).toMatch(/^[A-Z].*[^.]\.$/);
    expect(button).not.toBe('');
  }
});

it('has the figures in the units of the field', () => {
  const say = (each: typeof HOT): string => deviceProblemText(english, each).happened;
  expect(say(HOT)).toBe('A chip of KD-BOX is at 96 °C; the limit is 90 °C.');
  expect(say(FAN)).toBe('Fans 1 and 3 of KD-BOX have stopped.');
  const board = { kind: 'board-missing', boards: 2, expected: 3 } as const;
  expect(say(problem({ ...board, missing: [2] }))).toBe(
    'Board 2 of KD-BOX does not work; 2 of 3 do.',
  );
  expect(say(problem({ ...board, missing: [] }))).toBe('KD-BOX works with 2 of 3 boards.');
  expect(say(SLOW)).toBe('KD-BOX hashes at 800\u00a0GH/s, 50% of its rated 1.60\u00a0TH/s.');
});

it('leads to the machine', () => {
  const { action } = deviceProblemText(english, HOT);
  expect(action).toEqual({ do: 'open-device', device: '28:e2:97:00:00:01' });
});

it('puts a machine that may be damaged before files and workers, also while stopped', () => {
  const files: Problem = { kind: 'open-files', limit: 64, sinceMs: 1 };
  const node: Problem = {
    kind: 'node',
    node: 'http://localhost:1848',
    error: { kind: 'node-missing', detail: '' },
    sinceMs: 99,
  };
  expect(foremostProblem({ phase: 'mining', problems: [files, SLOW, HOT] })).toBe(HOT);
  expect(foremostProblem({ phase: 'mining', problems: [FAN, node] })).toBe(node);
  expect(foremostProblem({ phase: 'mining', problems: [SLOW, files] })).toBe(files);
  expect(foremostProblem({ phase: 'mining', problems: [SLOW] })).toBe(SLOW);
  expect(foremostProblem({ phase: 'stopped', problems: [SLOW, FAN] })).toBe(FAN);
  expect(foremostProblem({ phase: 'stopped', problems: [SLOW] })).toBeNull();
});
