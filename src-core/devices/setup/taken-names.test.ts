import { expect, it } from 'vitest';
import type { StratumMachine } from './stratum-view.ts';
import { createTakenNames } from './taken-names.ts';

const HOST = '192.168.1.40';
const MACHINE: StratumMachine = {
  ...{ session: 1, address: HOST, rig: 'Cellar', isAdmitted: true, refusal: null },
  ...{ accepted: 1, refused: 0, difficulty: 1 },
};

/** The names of these machines that mine here, and of devices that were configured as these workers. */
function names(
  machines: readonly StratumMachine[],
  configured: Readonly<Record<string, string | null>> = {},
) {
  const devices = Object.entries(configured).map(([id, worker]) => ({
    id,
    configured: worker === null ? null : { url: 'stratum+tcp://192.168.1.20:1917', worker },
  }));
  return createTakenNames({ machines: () => machines }, () => devices);
}

it('are taken by a machine that mines here from another address', () => {
  expect(names([MACHINE]).take('a', HOST, 'cellar')).toBe(true);
  expect(names([MACHINE]).take('a', '192.168.1.41', 'cellar')).toBe(false);
  expect(names([MACHINE]).take('a', '192.168.1.41', 'k:ab12.cellar')).toBe(false);
  expect(names([MACHINE]).take('a', '192.168.1.41', 'attic')).toBe(true);
  expect(names([{ ...MACHINE, rig: null }]).take('a', '192.168.1.41', 'cellar')).toBe(true);
});

it('are taken by a machine that was configured with them', () => {
  const known = names([], { a: 'me.Cellar', b: null });
  expect(known.take('a', HOST, 'cellar')).toBe(true);
  expect(known.take('b', HOST, 'cellar')).toBe(false);
  expect(known.take('b', HOST, 'attic')).toBe(true);
});

it('are taken by a machine that is being given them, until that has ended', () => {
  const given = names([]);
  expect(given.take('a', HOST, 'cellar')).toBe(true);
  expect(given.take('a', HOST, 'Cellar')).toBe(true);
  expect(given.take('b', HOST, 'CELLAR')).toBe(false);
  given.release('b');
  expect(given.take('b', HOST, 'cellar')).toBe(false);
  given.release('a');
  expect(given.take('b', HOST, 'cellar')).toBe(true);
});
