import { expect, it } from 'vitest';
import { minerConfigSchema } from './miner-config.ts';
import { settingFacts } from './setting-facts.ts';
import { CONFIG_KEYS } from './settings-table.ts';

const numbers = settingFacts.filter(({ min }) => min !== null);

it('is data that survives a message, for every setting', () => {
  expect(settingFacts.map(({ key }) => key)).toEqual(CONFIG_KEYS);
  expect(JSON.parse(JSON.stringify(settingFacts))).toEqual(settingFacts);
});

it('has what a screen needs to show and check a setting', () => {
  const factsOf = (key: string) => settingFacts.find((facts) => facts.key === key);
  expect(factsOf('stratumRate')).toEqual({
    key: 'stratumRate',
    type: 'number',
    default: 1000,
    unit: 'milliseconds',
    min: 1,
    max: 2_147_483_647,
    integer: true,
    maxLength: null,
    maxItems: null,
    address: null,
    period: null,
    values: null,
    appliesAt: 'next-start',
    knownTo: 'chainweb-mining-client',
    sensitive: false,
    flags: ['--stratum-rate', '-s'],
    sentence: expect.not.stringContaining('`'),
  });
  expect(factsOf('stratumAllowedRigs')).toMatchObject({ maxItems: 10_000, maxLength: 128 });
  expect(factsOf('practiceGraph')?.values).toContain('petersen');
  expect(factsOf('logLevel')?.appliesAt).toBe('now');
  expect(factsOf('stratumPassword')?.sensitive).toBe(true);
  expect(factsOf('externalWorkerCommand')?.sensitive).toBe(true);
});

it.each(numbers.map((facts) => [facts.key, facts] as const))(
  'has the limits of %s that the schema has',
  (key, { type, min, max, integer }) => {
    const isTaken = (value: number): boolean =>
      minerConfigSchema.shape[key].safeParse(value).success;
    const step = integer ? 1 : 1e-6;
    const [least, most] = [min ?? NaN, max ?? NaN];
    expect(isTaken(least)).toBe(type !== 'hash-rate');
    expect(isTaken(least - step)).toBe(false);
    expect(isTaken(most)).toBe(true);
    expect(isTaken(type === 'hash-rate' ? most * 2 : most + step)).toBe(false);
    expect(isTaken(least + (most - least) / 2 + (integer ? 0.3 : 0))).toBe(!integer);
  },
);

/** Items of lists that take more than any text. */
const ITEMS: Readonly<Record<string, string>> = {
  workers: 'cpu',
  fallbackNodes: 'a:1',
  stratumProxies: '2001:db8::1',
  notifyKinds: 'block-found',
  notifyQuietPass: 'block-found',
};

it('has the lengths of texts and lists that the schema has', () => {
  for (const { key, type, maxLength, maxItems } of settingFacts) {
    const isTaken = (value: unknown): boolean =>
      minerConfigSchema.shape[key].safeParse(value).success;
    if (maxItems !== null) {
      const item = ITEMS[key] ?? 'x'.repeat(maxLength ?? 1);
      expect(isTaken(Array.from({ length: maxItems }, () => item))).toBe(true);
      expect(isTaken(Array.from({ length: maxItems + 1 }, () => item))).toBe(false);
      expect(maxLength === null || !isTaken([`${item}x`])).toBe(true);
    } else if (maxLength !== null) {
      // A pattern needs a group, an address its scheme.
      const start = type === 'web-address' ? 'http://h/' : '(x)';
      const text = (length: number): string =>
        type === 'week-hours'
          ? `mon${'00:00-01:00'.padStart(length - 3)}`
          : start.padEnd(length, 'x');
      const made = (length: number): unknown =>
        type === 'variables' ? { A: text(length) } : text(length);
      expect(isTaken(made(maxLength))).toBe(true);
      expect(isTaken(made(maxLength + 1))).toBe(false);
    }
  }
});

it('has the periods that the schema has', () => {
  const { period } = settingFacts.find(({ key }) => key === 'stratumDifficulty') ?? {};
  const isTaken = (seconds: number): boolean =>
    minerConfigSchema.safeParse({ stratumDifficulty: `period:${seconds}` }).success;
  const { min, max } = period ?? { min: NaN, max: NaN };
  expect([min, max].map(isTaken)).toEqual([true, true]);
  expect([min - 0.1, max + 1].map(isTaken)).toEqual([false, false]);
});

it('takes only regular expressions with a group for a pattern', () => {
  const isTaken = (pattern: unknown): boolean =>
    minerConfigSchema.safeParse({ externalWorkerRatePattern: pattern }).success;
  expect([null, String.raw`(\d+) H/s`, '(?<rate>x)|y', '(a+)+$'].map(isTaken)).not.toContain(false);
  const wrong = [
    '',
    'rate',
    '(',
    '(?:x)',
    'x)|(y',
    `(${'x'.repeat(511)})`,
    '((((a{99999}){99999}){99999}',
  ];
  expect(wrong.map(isTaken)).not.toContain(true);
});
