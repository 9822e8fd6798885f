import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { rateColumns } from './chart-columns.ts';
import type { RateSample } from './chart-rows.ts';
import { chartCsv } from './export/chart-csv.ts';
import { DIFFICULTY } from './rate-history-text.ts';

const shares = { accepted: 412, blocks: 1, stale: 2, duplicate: 0, low: 1, invalid: 0 };
const rate = { atMs: 0, hashesPerSecond: 5e12, second: 4e17 };
const mined: RateSample = { ...rate, nodeShare: 0.98765, machines: 19.5, shares };

/** The file of one sample, without its times and events. */
function cells(
  sample: RateSample,
  language: 'en' | 'de' = 'en',
): readonly (string | undefined)[][] {
  const columns = rateColumns(translationTo(language), DIFFICULTY, [sample]);
  const csv = chartCsv({ columns, samples: [sample], timeTitle: '', eventTitle: '', events: [] });
  return csv.split('\r\n', 2).map((line) => line.split(',').slice(1, -1));
}

it('has shares by kind, machines and the time with work, with their units', () => {
  expect(cells(mined)).toEqual([
    [
      ...['Hash rate (H/s)', 'Difficulty (H)', 'Time with work (%)', 'Machines online'],
      ...['Accepted (shares)', 'Blocks (shares)', 'Stale (shares)', 'Duplicate (shares)'],
      ...['Low difficulty (shares)', 'Invalid (shares)'],
    ],
    ['5000000000000', '400000000000000000', '98.77', '19.5', '412', '1', '2', '0', '1', '0'],
  ]);
  expect(cells(mined, 'de')[0]?.slice(3, 5)).toEqual(['Geräte online', 'Angenommen (Shares)']);
});

it('leaves out machines and their shares where the computer mines alone', () => {
  const none = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  const alone = { ...mined, machines: 0, shares: none };
  expect(cells(alone)[0]).toEqual(['Hash rate (H/s)', 'Difficulty (H)', 'Time with work (%)']);
  expect(cells(rate)[0]).toEqual(['Hash rate (H/s)', 'Difficulty (H)']);
});

it('writes them in the table as the language does', () => {
  const german = translationTo('de');
  const texts = rateColumns(german, DIFFICULTY, [mined]).map(({ text, value }) =>
    text(german, value(mined) ?? null),
  );
  expect(texts.slice(2, 5)).toEqual(['98,8\u00a0%', '19,5', '412']);
});
