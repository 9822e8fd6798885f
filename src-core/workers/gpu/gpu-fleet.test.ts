import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { fleetOptions } from '../tests/fleet-options.ts';
import { openGpuFleet } from './gpu-fleet.ts';
import type { StartGpuProcess } from './process/gpu-process.ts';

const never = new AbortController().signal;

/** A GPU process that has these cards, each of which is gone when it is opened. */
function cards(adapters: readonly { readonly name: string; readonly isSoftware: boolean }[]) {
  const asked: boolean[] = [];
  const program = `process.on('message', ({ type, name }) => process.send(type === 'list'
    ? { type: 'adapters', adapters: ${JSON.stringify(adapters)} }
    : { type: 'fault', kind: 'gpu-missing', detail: name }))`;
  const startGpu: StartGpuProcess = ({ allowSoftware }) => {
    asked.push(allowSoftware);
    return spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  };
  return { asked, startGpu };
}

const both = [
  { name: 'A Card', isSoftware: false },
  { name: 'A Driver', isSoftware: true },
];

it.each([
  [false, ['A Card']],
  [true, ['A Card', 'A Driver']],
])(
  'has a loop for each card, and with software allowed (%s) too',
  async (allowSoftwareGpu, found) => {
    const { asked, startGpu } = cards(both);
    const fleet = unwrap(await openGpuFleet(fleetOptions({ allowSoftwareGpu }, { startGpu })));
    expect(fleet.plans.map(({ name }) => name)).toEqual(found.map((_, index) => `GPU ${index}`));
    expect(fleet.provesWork).toBe(true);
    for (const [index, name] of found.entries()) {
      const worker = fleet.plans[index]?.make();
      expect(await worker?.solve(madeUpWork(), never)).toMatchObject({
        error: { fault: { kind: 'gpu-missing', detail: name } },
      });
      await worker?.close();
    }
    expect(new Set(asked)).toEqual(new Set([allowSoftwareGpu]));
    await fleet.close();
  },
);

it('does not open without a card; what computes on the processor is named', async () => {
  const { startGpu } = cards(both.slice(1));
  expect(await openGpuFleet(fleetOptions({ allowSoftwareGpu: false }, { startGpu }))).toEqual({
    ok: false,
    error: { kind: 'no-gpu', setting: 'worker', software: ['A Driver'] },
  });
});

it('does not open where the cards cannot be asked', async () => {
  const startGpu: StartGpuProcess = () =>
    spawn(process.execPath, ['-e', 'process.exit(3)'], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  expect(await openGpuFleet(fleetOptions({}, { startGpu }))).toEqual({
    ok: false,
    error: {
      ...{ kind: 'gpu', setting: 'worker' },
      fault: { kind: 'gpu-exited', detail: '3', lastWords: null },
    },
  });
});
