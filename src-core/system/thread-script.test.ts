import { expect, it } from 'vitest';
import { threadScript } from './thread-script.ts';

it.each([
  ['file:///heddle/cpu/cpu-worker.ts', 'file:///heddle/cpu/search-thread.ts'],
  ['file:///heddle/app.asar/main.cjs', 'file:///heddle/app.asar/search-thread.cjs'],
])('is beside what starts it: %s', (starter, script) => {
  expect(threadScript('search-thread', starter).href).toBe(script);
});
