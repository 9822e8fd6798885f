import { expect, it } from 'vitest';
import type { Knot } from './braid-layout.ts';
import { lightFrom, newOwnKnot, ownHashes } from './knot-moment.ts';

function knot(hash: string, own: Knot['own'] = null, createdAtMs = 0): Knot {
  return { hash, chain: 0, height: 0, row: 0, createdAtMs, own };
}

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((hash) => knot(hash)) as [
  Knot,
  Knot,
  Knot,
  Knot,
  Knot,
];

it('lights the links of a block step by step, each once', () => {
  const links = [
    { from: a, to: b },
    { from: a, to: c },
    { from: b, to: d },
    { from: c, to: d },
    { from: d, to: e },
    // Of another block.
    { from: e, to: knot('f') },
  ];
  const steps = lightFrom({ links }, 'a').map((step) =>
    step.map(({ from, to }) => from.hash + to.hash),
  );
  expect(steps).toEqual([['ab', 'ac'], ['bd', 'cd'], ['de'], ['ef']]);
  expect(lightFrom({ links }, 'z')).toEqual([]);
});

it('takes the newest own block that was not there before, and none that was orphaned', () => {
  const knots = [knot('1', 'confirmed', 1), knot('2', 'pending', 3), knot('3', 'accepted', 2)];
  const known = ownHashes(knots.slice(0, 1));
  expect(newOwnKnot(knots, known)?.hash).toBe('2');
  expect(newOwnKnot([...knots.slice(0, 1), knot('9', 'orphaned', 9), knot('8')], known)).toBeNull();
});
