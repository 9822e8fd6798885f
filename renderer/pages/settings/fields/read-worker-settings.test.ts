import { expect, it } from 'vitest';
import { minerConfigSchema } from '../../../../src-core/index.ts';
import {
  difficultyParts,
  difficultySetting,
  interfaceReader,
  numberReader,
  commandText,
  isScript,
  readCommands,
  readScript,
  readHashRate,
  readLevel,
  readMetricsPort,
  readPeriod,
  readRigs,
  readStratumPassword,
  rowFault,
  wholeReader,
} from './read-worker-settings.ts';
import type { TypedSetting } from './read-settings.ts';

/** What was typed is right, and the configuration takes it as it is. */
function changesOf(typed: TypedSetting): object {
  if (!typed.ok) throw new Error(typed.fault);
  expect(minerConfigSchema.parse(typed.changes)).toMatchObject(typed.changes);
  return typed.changes;
}

it('reads whole numbers within their limits', () => {
  const port = wholeReader('stratumPort', 0, 65_535);
  expect(changesOf(port(' 1917 '))).toEqual({ stratumPort: 1917 });
  for (const text of ['65536', '-1', '1.5', '', 'x']) expect(port(text).ok).toBe(false);
});

it('reads numbers with a point or a comma', () => {
  const delay = numberReader('constantDelayBlockTime', 0, 1e9, 's');
  expect(changesOf(delay('0,5'))).toEqual({ constantDelayBlockTime: 0.5 });
});

it.each([
  ['5000000', 5e6],
  ['5 M', 5e6],
  ['24.5 TH/s', 24.5e12],
  ['1e6', 1e6],
  ['2kH/s', 2000],
])('reads the hash rate %s', (text, hashRate) => {
  expect(changesOf(readHashRate(text))).toEqual({ hashRate });
});

it.each(['', '0', '-5', '5 X', 'M', '1.2.3'])('refuses the hash rate %j', (text) => {
  expect(readHashRate(text).ok).toBe(false);
});

it('reads where to listen', () => {
  const read = interfaceReader('stratumInterface');
  for (const place of ['*', '*4', '!6', '127.0.0.1', 'localhost', '[::1]', 'fe80::1%eth0']) {
    expect(changesOf(read(place))).toEqual({ stratumInterface: place });
  }
  for (const place of ['', '**', '!', 'a b']) expect(read(place).ok).toBe(false);
});

it.each(['block', 44, 'period:2.5'] as const)('shows and keeps the difficulty %s', (difficulty) => {
  expect(difficultySetting(difficultyParts(difficulty))).toBe(difficulty);
});

it('reads the difficulty', () => {
  expect(difficultyParts('period')).toMatchObject({ mode: 'period', seconds: 10 });
  expect(changesOf(readPeriod('5'))).toEqual({ stratumDifficulty: 'period:5' });
  expect(readPeriod('0.5').ok).toBe(false);
  expect(changesOf(readLevel('40'))).toEqual({ stratumDifficulty: 40 });
  expect(readLevel('257').ok).toBe(false);
});

it('lists each rig once', () => {
  expect(changesOf(readRigs('rig01\n\n rig02 \nrig01'))).toEqual({
    stratumAllowedRigs: ['rig01', 'rig02'],
  });
  expect(readRigs('x'.repeat(129))).toMatchObject({ fault: expect.stringContaining('Line 1') });
});

it('keeps options out of the password', () => {
  expect(changesOf(readStratumPassword(''))).toEqual({ stratumPassword: null });
  expect(changesOf(readStratumPassword('secret'))).toEqual({ stratumPassword: 'secret' });
  expect(readStratumPassword('a,d=44').ok).toBe(false);
});

it('takes a port for metrics, or none', () => {
  expect(changesOf(readMetricsPort(' '))).toEqual({ metricsPort: null });
  expect(changesOf(readMetricsPort('9100'))).toEqual({ metricsPort: 9100 });
  expect(readMetricsPort('70000').ok).toBe(false);
  expect(readMetricsPort('1.5').ok).toBe(false);
});

it('wants a command, and takes several one a line', () => {
  expect(changesOf(readCommands(' miner --gpu {thread}\n'))).toEqual({
    externalWorkerCommand: 'miner --gpu {thread}',
    externalWorkerCommands: [],
  });
  expect(changesOf(readCommands('gpu -d 0\n\n# the old card\n  other \\\n--id 1\n'))).toEqual({
    externalWorkerCommands: ['gpu -d 0', 'other  --id 1'],
  });
  expect(readCommands(' \n# nothing').ok).toBe(false);
  expect(readCommands('x'.repeat(8193)).ok).toBe(false);
});

it('leaves a script that a file brought one script', () => {
  const script = { externalWorkerCommand: 'cd /opt\n./gpu', externalWorkerCommands: [] };
  expect(isScript(script)).toBe(true);
  expect(commandText(script)).toBe('cd /opt\n./gpu');
  expect(changesOf(readScript('cd /opt\n./gpu2'))).toEqual({
    externalWorkerCommand: 'cd /opt\n./gpu2',
    externalWorkerCommands: [],
  });
  expect(readScript(' \n').ok).toBe(false);
  const list = { externalWorkerCommand: 'unused', externalWorkerCommands: ['a', 'b'] };
  expect(isScript(list)).toBe(false);
  expect(commandText(list)).toBe('a\nb');
});

it('names what is wrong with a variable', () => {
  const row = { name: 'GPU', value: '1' };
  expect(rowFault(row, [row])).toBeNull();
  expect(rowFault(row, [row, { name: 'GPU', value: '2' }])).toContain('twice');
  expect(rowFault({ name: '1X', value: '' }, [])).not.toBeNull();
  expect(rowFault({ name: '', value: 'x' }, [])).not.toBeNull();
  expect(rowFault({ name: '', value: '' }, [])).toBeNull();
});
