import { translationTo } from '../../messages/translation.ts';
import { expect, it } from 'vitest';
import { estimates, madeUpMachine } from '../tests/made-up-machine.ts';
import {
  STAGES,
  addressText,
  levelText,
  machineName,
  machineState,
  stageWords,
} from './machine-stages.ts';

const english = translationTo('en');

const word = (...given: Parameters<typeof madeUpMachine>): string =>
  machineState(english, madeUpMachine(...given), [], 1_000).word;

it('has words and advice for every stage', () => {
  for (const stage of STAGES) {
    expect(stageWords(stage).advice).toMatch(/^[A-Z].*\.$/);
    expect(word({ stage, lastShareAtMs: null })).toBe(stageWords(stage).word);
  }
});

it('says when a machine left, and why', () => {
  const machine = madeUpMachine({
    isOnline: false,
    leftAtMs: 0,
    leftReason: { kind: 'closed-by-machine' },
  });
  expect(machineState(english, machine, [], 120_000)).toMatchObject({
    word: 'Left 2 min ago',
    meaning: 'It left 2 min ago.',
    reason: { why: 'left', reason: { kind: 'closed-by-machine' } },
  });
});

it('stays calm while one reconnects', () => {
  expect(word({ leftAtMs: 500 })).toBe('Mining');
});

it('says that one asks or was refused', () => {
  const machine = madeUpMachine({ stage: 'subscribed' });
  const asked = { question: 1, rig: 'rig01', address: '10.0.0.7', agent: null, sinceMs: 0 };
  expect(machineState(english, machine, [asked], 0).word).toBe('Asks to mine');
  expect(machineState(english, machine, [{ ...asked, rig: 'rig02' }], 0).word).toBe('Subscribed');
  expect(word({ refusal: { kind: 'wrong-password' } })).toBe('Refused');
});

it('calls one silent when chance does not explain it any more', () => {
  // 10 TH/s at level 46: a share about every 7 s.
  const machine = madeUpMachine();
  expect(machineState(english, machine, [], 119_000).word).toBe('Mining');
  expect(machineState(english, machine, [], 121_000).word).toBe('Silent');
  // At level 52 it takes 450 s: much more patience.
  const slow = madeUpMachine({ level: 52, difficulty: 2 ** 52 });
  expect(machineState(english, slow, [], 4_000_000).word).toBe('Mining');
  expect(machineState(english, slow, [], 5_000_000).word).toBe('Silent');
  expect(machineState(english, madeUpMachine({ hashRate: estimates(0, null) }), [], 1e9).word).toBe(
    'Mining',
  );
});

it('names machines and figures as people know them', () => {
  expect(machineName({ rig: null, address: '::ffff:10.0.0.7' })).toBe('10.0.0.7');
  expect(machineName({ rig: 'rig01', address: '10.0.0.7' })).toBe('rig01');
  expect(addressText('2001:db8::1')).toBe('2001:db8::1');
  expect([levelText(english, 44), levelText(english, 22.25), levelText(english, null)]).toEqual([
    '44',
    '22.3',
    '–',
  ]);
});
