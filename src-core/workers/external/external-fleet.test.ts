import { expect, it, vi } from 'vitest';
import { unwrap } from '../../result.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { fleetOptions } from '../tests/fleet-options.ts';
import { openExternalFleet } from './external-fleet.ts';

const never = new AbortController().signal;

it.skipIf(process.platform === 'win32')('has a loop for each command', async () => {
  const command = `sh -c 'echo here >&2; exit {thread}'`;
  const options = fleetOptions({ externalWorkerCommands: ['./other', command] });
  const fleet = unwrap(openExternalFleet(options));
  expect(fleet.plans.map(({ name }) => name)).toEqual(['External 0', 'External 1']);
  expect(fleet.provesWork).toBe(true);
  const worker = fleet.plans[1]?.make();
  expect(await worker?.solve(madeUpWork(), never)).toMatchObject({
    error: { fault: { kind: 'exit-code', detail: '1' } },
  });
  // The tags by which chainweb-mining-client tells its loops apart.
  expect(await options.logged()).toContain('debug Thread 11 Worker: here');
  await worker?.close();
  await fleet.close();
});

it.skipIf(process.platform === 'win32')('leaves no program running when it closes', async () => {
  const options = fleetOptions({ externalWorkerCommand: 'echo here >&2; sleep 1000; true' });
  const fleet = unwrap(openExternalFleet(options));
  const worker = fleet.plans[0]?.make();
  const search = worker?.solve(madeUpWork(), never);
  await vi.waitFor(async () => expect(await options.logged()).toHaveLength(1), 10_000);
  await fleet.close();
  // By the guard: the worker has not been closed.
  expect(await search).toMatchObject({ error: { fault: { kind: 'crashed', detail: 'SIGTERM' } } });
  await worker?.close();
});

it('does not open without a command, nor before the user has agreed to run it', () => {
  expect(openExternalFleet(fleetOptions({ externalWorkerCommand: ' ' }))).toEqual({
    ok: false,
    error: { kind: 'no-command', setting: 'externalWorkerCommand' },
  });
  const asked: string[] = [];
  const mayRun = ({ externalWorkerCommand }: { readonly externalWorkerCommand: string }) =>
    asked.push(externalWorkerCommand) === 0;
  const options = fleetOptions({ externalWorkerCommand: './worker' }, { mayRun });
  expect(openExternalFleet(options)).toEqual({
    ok: false,
    error: { kind: 'command-not-confirmed', setting: 'externalWorkerCommand' },
  });
  expect(asked).toEqual(['./worker']);
});
