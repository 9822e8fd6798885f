import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BucketMap } from './bucket-map.ts';

/** Few keys, so that they meet, and keys that share a bucket: `0` and `256`. */
const key = fc.oneof(
  fc.constantFrom<string | number>(0, 1, 255, 256, 512, '', 'a', 'b', 'rig@10.0.0.2'),
  fc.string({ maxLength: 3 }),
);
const step = fc.record({ key, value: fc.nat(), isDelete: fc.boolean() });

it('is what a Map is, and earlier maps stay as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let map = new BucketMap<string | number, number>();
      let model = new Map<string | number, number>();
      for (const { key: at, value, isDelete } of steps) {
        const [mapBefore, before] = [map, model];
        model = new Map(model);
        if (isDelete) model.delete(at);
        else model.set(at, value);
        map = isDelete ? map.delete(at) : map.set(at, value);
        sameAs(before, mapBefore);
      }
      sameAs(model, map);
    }),
  );
});

it('stays itself where there is nothing to delete', () => {
  const map = new BucketMap<number, string>().set(1, 'one');
  expect(map.delete(257)).toBe(map);
});

it('spreads names over its buckets, so that a new state copies few entries', () => {
  let map = new BucketMap<string, number>();
  for (let rig = 0; rig < 2_560; rig += 1) map = map.set(`rig${rig}@192.168.1.${rig % 250}`, rig);
  // In one bucket names would come in the order in which they were set.
  const inOrder = [...map.values()].filter((rig, at, all) => at > 0 && rig === all[at - 1]! + 1);
  expect(inOrder.length).toBeLessThan(256);
});

function sameAs(
  model: ReadonlyMap<string | number, number>,
  map: BucketMap<string | number, number>,
): void {
  const asked = [0, 1, 256, '', 'a', 'none'];
  expect({
    size: map.size,
    entries: new Map([...map.keys()].map((at) => [at, map.get(at)])),
    values: [...map.values()].sort(),
    asked: asked.map((at) => [map.has(at), map.get(at)]),
  }).toEqual({
    size: model.size,
    entries: model,
    values: [...model.values()].sort(),
    asked: asked.map((at) => [model.has(at), model.get(at)]),
  });
}
