import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { howComputedText, rateSourceText, unknownRateText } from './how-computed.ts';

const english = translationTo('en');
const german = translationTo('de');
const COUNTED = { engine: null, isRateReported: false };
const STRATUM = { ...COUNTED, name: 'Stratum', kind: 'stratum' } as const;

it('says nothing without workers, nor while machines mine', () => {
  expect(howComputedText(english, [])).toBeNull();
  expect(howComputedText(english, [STRATUM])).toBeNull();
});

it('names how the workers compute, each way once', () => {
  const worker = { ...COUNTED, name: 'CPU 0', kind: 'cpu', engine: 'WebAssembly SIMD' } as const;
  expect(howComputedText(english, [worker, worker])).toBe('2 threads · WebAssembly SIMD');
});

it('names graphics cards, which have no threads of this computer', () => {
  const card = { ...COUNTED, name: 'GPU 0', kind: 'gpu', engine: 'WebGPU, Radeon' } as const;
  expect(howComputedText(english, [card])).toBe('WebGPU, Radeon');
});

it('says whose programs report a hash rate of themselves', () => {
  const workers = [
    { ...COUNTED, name: 'External 0', kind: 'external' },
    { name: 'External 1', kind: 'external', engine: 'gpu-miner', isRateReported: true },
  ] as const;
  expect(howComputedText(english, workers)).toBe('2 threads · gpu-miner · reported by External 1');
  expect(howComputedText(german, workers)).toBe('2 Threads · gpu-miner · gemeldet von External 1');
});

it('names a few of many, and counts the others', () => {
  const reporting = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `External ${i}`, isRateReported: true }));
  expect(rateSourceText(english, reporting(3))).toBe(
    'reported by External 0, External 1, External 2',
  );
  expect(rateSourceText(english, reporting(8))).toBe(
    'reported by External 0, External 1 and 6 more',
  );
  expect(rateSourceText(german, reporting(8))).toBe(
    'gemeldet von External 0, External 1 und 6 weiteren',
  );
});

it('says why no rate is known', () => {
  const [cpu, external] = [
    { kind: 'cpu', isRateKnown: false },
    { kind: 'external', isRateKnown: false },
  ] as const;
  expect(unknownRateText(english, [cpu])).toBe('Being measured');
  expect(unknownRateText(german, [cpu])).toBe('Wird gemessen');
  expect(unknownRateText(english, [cpu, external])).toBe('Unknown until the program answers');
  const stratum = { kind: 'stratum', isRateKnown: false } as const;
  expect(unknownRateText(english, [cpu, stratum])).toBe('Known after the first shares');
  expect(unknownRateText(german, [stratum])).toBe('Nach den ersten Shares bekannt');
  expect(unknownRateText(english, [cpu, { ...stratum, isRateKnown: true }])).toBe('Being measured');
});
