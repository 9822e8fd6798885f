import { expect, it } from 'vitest';
import { collectedLog } from '../tests/collected-log.ts';
import { workerLog } from './worker-log.ts';

it('logs what each thread computes with, and once what all of them lack', async () => {
  const { logger, logged } = collectedLog();
  const log = workerLog(logger);
  for (const worker of ['CPU 0', 'CPU 1', 'CPU 2']) {
    log({ type: 'priority-kept', worker, reason: 'EPERM' });
    log({ type: 'native-left-out', worker, reason: 'the file is not as it was built' });
    log({ type: 'engine-chosen', worker, engine: 'WebAssembly SIMD' });
  }
  expect(await logged('info')).toEqual([
    'CPU 0 uses WebAssembly SIMD',
    'CPU 1 uses WebAssembly SIMD',
    'CPU 2 uses WebAssembly SIMD',
  ]);
  expect(await logged('warn')).toEqual([
    "CPU threads keep the program's priority: EPERM",
    'CPU threads leave out the native search: the file is not as it was built',
  ]);
});
