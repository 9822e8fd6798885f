import { expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { foundBlock } from '../../state/miner/own-block-list.ts';
import type { OwnBlock } from '../../state/snapshot-types.ts';
import { addToSteps } from './block-steps.ts';

function block(atMs: number, state: OwnBlock['state'] = 'pending'): OwnBlock {
  const found = { chain: mkChainId(2), height: 9, difficulty: 1e6, worker: 'CPU 0' };
  const event = {
    type: 'solution-found',
    id: `${atMs}`,
    versionName: 'practice',
    ...found,
  } as const;
  return { ...foundBlock({ ...event, atMs }, 1), state };
}

const span = { fromMs: 10, toMs: 39, stepMs: 10 };
const stored = [
  { newest: block(18), count: 2 },
  { newest: block(25), count: 1 },
];

it('takes newer states of stored blocks without counting them twice', () => {
  const steps = addToSteps(
    span,
    stored,
    [block(18, 'accepted'), block(11, 'accepted')],
    () => true,
  );
  expect(steps).toEqual([{ newest: block(18, 'accepted'), count: 2 }, stored[1]]);
});

it('counts blocks that are not stored, in the steps of the time alone', () => {
  const steps = addToSteps(
    span,
    stored,
    [9, 40, 31, 27, 12].map((at) => block(at)),
    () => false,
  );
  expect(steps).toEqual([
    { newest: block(18), count: 3 },
    { newest: block(27), count: 2 },
    { newest: block(31), count: 1 },
  ]);
});

it('has the oldest step first, from the first moment of the time to its last', () => {
  const others = [block(39), block(10), block(9), block(40)];
  const steps = addToSteps(span, [stored[1]!], others, () => false);
  expect(steps.map(({ newest, count }) => [newest.foundAtMs, count])).toEqual([
    [10, 1],
    [25, 1],
    [39, 1],
  ]);
  expect(addToSteps(span, stored, [], () => false)).toBe(stored);
});
