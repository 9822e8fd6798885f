import { expect, it } from 'vitest';
import { gpuFaultText } from './gpu-fault-text.ts';

it.each([
  ['no-webgpu', 'no such package', 'WebGPU cannot be loaded: no such package'],
  ['gpu-hung', '30', 'the driver did not answer for 30 seconds'],
  ['gpu-not-started', 'ENOENT', 'the process that asks them does not start: ENOENT'],
  ['gpu-exited', 'SIGSEGV', 'the process that asks them ended with SIGSEGV'],
  ['gpu-failed', 'no adapter', 'the driver reports an error: no adapter'],
] as const)('says %s in words, without its code', (kind, detail, expected) => {
  expect(gpuFaultText({ kind, detail, lastWords: null })).toBe(expected);
});

it('has the last output of the process', () => {
  const fault = { kind: 'gpu-exited', detail: 'code 1', lastWords: 'vulkan: no device' } as const;
  expect(gpuFaultText(fault)).toMatch(/code 1; its last output: vulkan: no device$/);
});
