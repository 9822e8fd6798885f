import { expect, it } from 'vitest';
import { keepHolds } from './holds.ts';

it('holds what the user pauses and what rests; the pause counts, and outlasts the rest', () => {
  const holds = keepHolds();
  expect([...holds.now()]).toEqual([]);
  holds.rest(['cpu', 'external']);
  holds.pause('cpu');
  holds.pause('stratum');
  expect(Object.fromEntries(holds.now())).toEqual({
    cpu: 'paused',
    external: 'resting',
    stratum: 'paused',
  });
  holds.rest([]);
  holds.resume('stratum');
  expect(Object.fromEntries(holds.now())).toEqual({ cpu: 'paused' });
  holds.rest(['cpu']);
  holds.resume('cpu');
  expect(Object.fromEntries(holds.now())).toEqual({ cpu: 'resting' });
});
