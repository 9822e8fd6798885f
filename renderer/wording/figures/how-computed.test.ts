import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { howComputedText } from './how-computed.ts';

const english = translationTo('en');
const german = translationTo('de');

it('says nothing without workers, nor while machines mine', () => {
  expect(howComputedText(english, [])).toBeNull();
  expect(howComputedText(english, [{ engine: null, isRateTold: false }])).toBeNull();
});

it('names how the workers compute, each way once', () => {
  const worker = { engine: 'WebAssembly SIMD', isRateTold: false };
  expect(howComputedText(english, [worker, worker])).toBe('2 threads · WebAssembly SIMD');
});

it('says that a hash rate is what a program reports of itself', () => {
  const workers = [
    { engine: 'gpu-miner', isRateTold: true },
    { engine: null, isRateTold: false },
  ];
  expect(howComputedText(english, workers)).toBe('2 threads · gpu-miner · reported by the program');
  expect(howComputedText(german, workers)).toBe('2 Threads · gpu-miner · vom Programm gemeldet');
});
