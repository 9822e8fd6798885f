import { expect, it } from 'vitest';
import type { PracticeError } from '../../practice/chain/practice-errors.ts';
import { folderInUseSentence, startErrorSentence } from './start-error-sentences.ts';

const taken = {
  kind: 'listen',
  reason: 'in-use',
  interfaceName: '*',
  port: 1917,
  detail: '',
} as const;

it.each([
  [
    { ...taken, server: 'stratum', setting: 'stratumPort' } as const,
    'The Stratum port 1917 is in use by another program. Set stratumPort to another port, or close that program.',
  ],
  [
    { ...taken, server: 'practice', setting: null } as const,
    'The practice network port 1917 is in use by another program.',
  ],
  [
    {
      ...taken,
      server: 'metrics',
      reason: 'no-such-address',
      interfaceName: '192.0.2.7',
      setting: 'metricsInterface',
    } as const,
    'This computer has no address "192.0.2.7" for the metrics port. Set metricsInterface to one of its own addresses, or to * for all of them.',
  ],
  [
    { kind: 'public-key', setting: 'publicKey', reason: 'missing', digits: 0 } as const,
    'Mining needs a public key to pay rewards to. Set publicKey.',
  ],
  [
    { kind: 'public-key', setting: 'publicKey', reason: 'wrong-length', digits: 63 } as const,
    'publicKey has 63 hex digits instead of 64.',
  ],
  [
    {
      kind: 'gpu',
      setting: 'worker',
      fault: { kind: 'no-webgpu', detail: "Cannot find package 'webgpu'", lastWords: null },
    } as const,
    "The worker gpu needs the npm package webgpu, which cannot be loaded: Cannot find package 'webgpu'. Install it with: npm install --include=optional",
  ],
  [
    {
      kind: 'gpu',
      setting: 'worker',
      fault: { kind: 'gpu-exited', detail: 'SIGSEGV', lastWords: null },
    } as const,
    'The graphics cards of this computer cannot be asked: the process that asks them ended with SIGSEGV. Update the graphics driver.',
  ],
  [
    { kind: 'unexpected', setting: null, step: 'outbox', detail: 'no memory' } as const,
    'Mining could not start: the outbox of solved blocks failed: no memory. This is a bug in Heddle; please report it with the log.',
  ],
  [
    { kind: 'no-gpu', setting: 'worker', software: ['SwiftShader'] } as const,
    'No graphics card was found that WebGPU can use. SwiftShader computes on the processor, slower than the worker cpu; --allow-software-gpu uses it nevertheless.',
  ],
  [
    { kind: 'no-gpu', setting: 'worker', software: [] } as const,
    'No graphics card was found that WebGPU can use. Install the driver of yours, or choose another worker.',
  ],
  [
    { kind: 'public-key', setting: 'publicKey', reason: 'not-hex', digits: 64 } as const,
    'publicKey may only have the digits 0-9 and the letters a-f.',
  ],
  [
    { kind: 'stratum-difficulty', setting: 'stratumDifficulty', value: 'hard' } as const,
    'stratumDifficulty is "hard": it must be block, a level from 0 to 256, period, or period:<seconds>.',
  ],
  [
    { kind: 'no-command', setting: 'externalWorkerCommand' } as const,
    'There is no external program to mine with. Set externalWorkerCommand.',
  ],
  [
    { kind: 'command-not-confirmed', setting: 'externalWorkerCommand' } as const,
    'You have not agreed to run the command of the external program. Start again to be asked.',
  ],
  [
    { ...taken, reason: 'no-permission', server: 'on-demand', setting: 'onDemandPort' } as const,
    'You do not have permission to open the on-demand port 1917. Set onDemandPort to 1024 or higher.',
  ],
  [
    { ...taken, reason: 'bad-interface', server: 'practice', setting: null } as const,
    'This computer has no address "*" for the practice network port.',
  ],
  [
    { ...taken, reason: 'other', server: 'practice', setting: null, detail: 'EMFILE' } as const,
    'The practice network port 1917 could not be opened: EMFILE.',
  ],
])('names the problem and the setting to correct', (error, sentence) => {
  expect(startErrorSentence(error)).toBe(sentence);
});

it.each<[Extract<PracticeError, { kind: 'practice-data' }>['reason'], string]>([
  ['in-use', 'The practice chains in a.db are in use: EX. Stop it first.'],
  [
    'other-network',
    'The practice chains in a.db belong to another graph. Set practiceGraph to that graph, or delete the file.',
  ],
  [
    'other-layout',
    'The practice chains in a.db were written by another version of Heddle. Delete the file to begin new ones.',
  ],
  [
    'full',
    'The disk is full: the practice chains in a.db cannot be opened. Free some space, then start again.',
  ],
  [
    'lock-is-no-file',
    'a.db is not a file, so the practice chains cannot be locked. Delete or rename it, then start again.',
  ],
  ['unusable', 'The practice chains in a.db cannot be used: EX.'],
])('says of practice chains that are %s what to do', (reason, sentence) => {
  const error = { kind: 'practice-data', setting: null, reason, detail: 'EX' } as const;
  expect(startErrorSentence({ ...error, file: 'a.db' })).toBe(sentence);
  const inMemory = sentence.replace('a.db', 'memory');
  expect(startErrorSentence({ ...error, file: null })).toBe(inMemory);
});

it('names who uses a folder', () => {
  expect(folderInUseSentence('/f', null)).toBe(
    'The folder /f is in use by another running Heddle. Stop it first, or name another folder with --data-dir.',
  );
});
