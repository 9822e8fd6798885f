import { expect, it } from 'vitest';
import { startErrorSentence } from './start-error-sentences.ts';

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
])('names the problem and the setting to correct', (error, sentence) => {
  expect(startErrorSentence(error)).toBe(sentence);
});
