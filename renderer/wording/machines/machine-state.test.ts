import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import { estimates, madeUpMachine } from '../../tests/made-up-machine.ts';
import { STAGES, stageText } from './machine-stages.ts';
import { attentionRank, doesWork, keptOut, machineState } from './machine-state.ts';

const english = translationTo('en');

const label = (...given: Parameters<typeof madeUpMachine>): string =>
  machineState(english, madeUpMachine(...given), [], 1_000).label;

it('has a state and advice for every stage', () => {
  for (const stage of STAGES) {
    expect(stageText(english, stage).advice).toMatch(/^[A-Z].*\.$/);
    expect(label({ stage, lastShareAtMs: null })).toBe(stageText(english, stage).state);
  }
});

it('says when a machine left, and why', () => {
  const machine = madeUpMachine({
    isOnline: false,
    leftAtMs: 0,
    leftReason: { kind: 'closed-by-machine' },
  });
  expect(machineState(english, machine, [], 120_000)).toMatchObject({
    label: 'Left 2\u00a0min ago',
    meaning: 'It left 2\u00a0min ago. The machine closed the connection.',
  });
});

it('stays calm while one reconnects', () => {
  expect(label({ leftAtMs: 500 })).toBe('Mining');
});

it('says that one asks or was refused', () => {
  const machine = madeUpMachine({ stage: 'subscribed' });
  const asked = { question: 1, rig: 'rig01', address: '10.0.0.7', agent: null, sinceMs: 0 };
  expect(machineState(english, machine, [asked], 0).label).toBe('Asks to mine');
  expect(machineState(english, machine, [{ ...asked, rig: 'rig02' }], 0).label).toBe('Subscribed');
  const refusal = { kind: 'declined' } as const;
  expect(label({ refusal })).toBe('Refused');
  expect(label({ refusal, leftAtMs: 500, leftReason: { kind: 'let-in' } })).toBe('Let in');
});

it('calls one silent when chance does not explain it any more', () => {
  // 10 TH/s at level 46: a share about every 7 s.
  const machine = madeUpMachine();
  expect(machineState(english, machine, [], 119_000).label).toBe('Mining');
  expect(machineState(english, machine, [], 121_000).label).toBe('Silent');
  // At level 52 it takes 450 s: much more patience.
  const slow = madeUpMachine({ level: 52, difficulty: 2 ** 52 });
  expect(machineState(english, slow, [], 4_000_000).label).toBe('Mining');
  expect(machineState(english, slow, [], 5_000_000).label).toBe('Silent');
  expect(
    machineState(english, madeUpMachine({ hashRate: estimates(0, null) }), [], 1e9).label,
  ).toBe('Mining');
});

it('says that all shares of one are refused, why, and what to do', () => {
  const refusal = { kind: 'low-difficulty', level: 2.2, wantedLevel: 10 } as const;
  const machine = madeUpMachine({ isAllRefused: true, lastRefusal: { refusal, atMs: 0 } });
  expect(machineState(english, machine, [], 1_000)).toMatchObject({
    label: 'All shares rejected',
    tone: 'bad',
    reason: 'Low difficulty: the share is of level 2.2, the job asks for 10.0.',
  });
});

it('says which part of its latest shares is refused, and why, once that is much', () => {
  const refusal = { kind: 'stale' } as const;
  const machine = (refusedLately: number) =>
    machineState(
      english,
      madeUpMachine({ refusedLately, lastRefusal: { refusal, atMs: 0 } }),
      [],
      1_000,
    );
  expect(machine(0.19).label).toBe('Mining');
  expect(machine(0.42)).toMatchObject({
    label: 'Many rejected',
    tone: 'warn',
    meaning: expect.stringMatching(
      /^42% of its latest shares were rejected\. .*does not take new jobs in time/,
    ),
  });
});

it('says that work is outdated since the node was lost, unless the machine may not mine at all', () => {
  const sinceMs = new Date(2026, 10, 30, 13, 5).getTime();
  const machine = madeUpMachine({ outdatedSinceMs: sinceMs, lastShareAtMs: sinceMs });
  expect(machineState(english, machine, [], sinceMs)).toMatchObject({
    label: 'Work outdated',
    tone: 'warn',
    meaning: expect.stringContaining('No node has had work since 13:05.'),
  });
  expect(doesWork(machine, [], sinceMs)).toBe(false);
  expect(doesWork({ ...machine, outdatedSinceMs: null }, [], sinceMs)).toBe(true);
  const refused = { ...machine, refusal: { kind: 'wrong-password' } as const };
  expect(machineState(english, refused, [], sinceMs).label).toBe('Refused');
});

it('orders those first that need attention', () => {
  const rank = (...given: Parameters<typeof madeUpMachine>): number =>
    attentionRank(madeUpMachine(...given), [], 1_000_000);
  const ranks = [
    rank({ refusal: { kind: 'wrong-password' } }),
    rank({ lastShareAtMs: 0 }),
    rank({ stage: 'job-sent', lastShareAtMs: null, workSinceMs: 999_000 }),
    rank({ lastShareAtMs: 999_000 }),
    rank({ isOnline: false, leftAtMs: 0 }),
  ];
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
});

it('counts those that are online and may not mine: refused, or waiting for an answer', () => {
  const refusal = { kind: 'rig-not-listed', rig: 'shed' } as const;
  const refused = madeUpMachine({ rig: 'shed', refusal });
  const asks = madeUpMachine({ rig: 'barn', address: '10.0.0.8' });
  const asking = [
    { question: 1, rig: 'barn', address: '10.0.0.8', agent: null, sinceMs: 0 },
  ] as const;
  const machines = [madeUpMachine(), refused, { ...refused, isOnline: false }, asks];
  expect(keptOut({ machines, asking })).toEqual({ refused: 1, asks: 1 });
  expect(keptOut({ machines, asking: [] })).toEqual({ refused: 1, asks: 0 });
});
