import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { howComputedText, rateSourceText } from './how-computed.ts';

const english = translationTo('en');
const german = translationTo('de');

it('says nothing without workers, nor while machines mine', () => {
  expect(howComputedText(english, [])).toBeNull();
  expect(
    howComputedText(english, [{ name: 'Stratum', engine: null, isRateReported: false }]),
  ).toBeNull();
});

it('names how the workers compute, each way once', () => {
  const worker = { name: 'CPU 0', engine: 'WebAssembly SIMD', isRateReported: false };
  expect(howComputedText(english, [worker, worker])).toBe('2 threads · WebAssembly SIMD');
});

it('says whose programs report a hash rate of themselves', () => {
  const workers = [
    { name: 'External 0', engine: null, isRateReported: false },
    { name: 'External 1', engine: 'gpu-miner', isRateReported: true },
  ];
  expect(howComputedText(english, workers)).toBe('2 threads · gpu-miner · reported by External 1');
  expect(howComputedText(german, workers)).toBe('2 Threads · gpu-miner · gemeldet von External 1');
});

it('names a few of many, and counts the others', () => {
  const told = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `External ${i}`, isRateReported: true }));
  expect(rateSourceText(english, told(3))).toBe('reported by External 0, External 1, External 2');
  expect(rateSourceText(english, told(8))).toBe('reported by External 0, External 1 and 6 more');
  expect(rateSourceText(german, told(8))).toBe(
    'gemeldet von External 0, External 1 und 6 weiteren',
  );
});
