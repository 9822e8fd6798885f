import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isAllowed } from '../licence-notices.ts';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ license: z.string().optional(), dev: z.boolean().optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')));

it('are known and wanted, for each package of the lock file', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(100);
  const refused = packages.filter(([, { license = 'none', dev = false }]) => {
    return !isAllowed(license, dev ? 'tool' : 'shipped');
  });
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

it.each([
  ['MIT', true],
  ['MPL-2.0', false],
  ['(GPL-3.0 OR MIT)', true],
  ['MIT AND GPL-3.0', false],
  ['(MIT OR GPL-3.0) AND ISC', true],
  ['(MIT OR ISC) AND GPL-3.0', false],
  ['GPL-3.0 AND (MIT OR ISC)', false],
  ['((MIT AND GPL-3.0) OR ISC)', true],
  ['GPL-3.0', false],
  ['none', false],
])('%s is allowed: %s', (expression, allowed) => {
  expect(isAllowed(expression, 'shipped')).toBe(allowed);
});
