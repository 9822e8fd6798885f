/** What is asked of the kinds that are open: questions about machines, and machines without a node. */
import { beforeEach, expect, it } from 'vitest';
import type { WorkerKind } from '../../config/workers-of.ts';
import { ok } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { createWorkerGroups } from './worker-groups.ts';

let seen: string[];
beforeEach(() => (seen = []));

const { logger, logged } = collectedLog();

function opened(close: (kind: WorkerKind) => Promise<void> = () => Promise.resolve()) {
  return createWorkerGroups({
    kinds: ['cpu', 'stratum', 'simulation'],
    holds: new Map(),
    openFleet(kind) {
      const machines = {
        standDown: (ms: number) => void seen.push(`${kind} away ${ms}`),
        resume: () => void seen.push(`${kind} back`),
      };
      const make = (): never => {
        throw new Error('no worker is needed');
      };
      return Promise.resolve(
        ok({
          plans: [{ name: `${kind} 0`, make }],
          provesWork: kind !== 'simulation',
          ...(kind === 'stratum' && {
            ...{ machines, answerMachine: (id: number) => id === 7 },
            letIn: (rig: string) => void seen.push(`let in ${rig}`),
            letAllIn: () => void seen.push('let in all'),
            askFirst: (isOn: boolean) => void seen.push(isOn ? 'asks first' : 'refuses'),
          }),
          close: () => close(kind),
        }),
      );
    },
    startLoops: () => ({ ended: new Promise(() => undefined), stop: () => Promise.resolve() }),
    onEvent: () => undefined,
    logger,
  });
}

it('lets machines go while no node has work, those too that come meanwhile', async () => {
  const groups = opened();
  await groups.open();
  groups.run();
  groups.standDown(30);
  await groups.hold(
    new Map([
      ['stratum', 'paused'],
      ['cpu', 'paused'],
    ]),
  );
  await groups.hold(new Map());
  groups.takeMachines();
  await groups.hold(new Map([['stratum', 'paused']]));
  await groups.hold(new Map());
  expect(seen).toEqual(['stratum away 30', 'stratum away 30', 'stratum back']);
  // Kinds without machines have nothing to let go, and open again.
  expect(await logged('error')).toEqual([]);
});

it('asks the kind that has a question, and knows which workers prove nothing', async () => {
  const groups = opened();
  expect(groups.answerMachine(7, true)).toBe(false);
  expect(groups.unproven()).toEqual([]);
  await groups.open();
  expect(groups.answerMachine(7, true)).toBe(true);
  expect(groups.answerMachine(8, true)).toBe(false);
  expect(groups.unproven()).toEqual(['simulation 0']);
});

it('lets machines in, or asks about them first, where there are any', async () => {
  const groups = opened();
  groups.letIn('early');
  groups.letAllIn();
  groups.askFirst(true);
  await groups.open();
  groups.letIn('barn');
  groups.letAllIn();
  groups.askFirst(true);
  groups.askFirst(false);
  expect(seen).toEqual(['let in barn', 'let in all', 'asks first', 'refuses']);
});

it('closes every kind before it says that one could not be closed', async () => {
  let closeStratum = (): void => undefined;
  const groups = opened((kind) => {
    if (kind === 'cpu') return Promise.reject(new Error('a bug'));
    if (kind !== 'stratum') return Promise.resolve();
    return new Promise((resolve) => (closeStratum = resolve));
  });
  await groups.open();
  await groups.stop();
  let isClosed = false;
  const closed = groups.close().finally(() => (isClosed = true));
  closed.catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  closeStratum();
  await expect(closed).rejects.toThrow('a bug');
});
