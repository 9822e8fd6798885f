import { expect, it } from 'vitest';
import { chartCsv } from './chart-csv.ts';

interface Sample {
  readonly atMs: number;
  readonly rate: number | null;
}

const at = Date.UTC(2026, 10, 23, 6, 28, 2);
const csv = (title: string, samples: readonly Sample[], text = 'Mining stopped'): string[] =>
  chartCsv<Sample>({
    timeTitle: 'Time',
    columns: [{ title, unit: 'H/s', value: ({ rate }) => rate }],
    samples,
    eventTitle: 'Event',
    events: [{ atMs: at + 5_000, text }],
  }).split('\r\n');

it('has a heading with units, times in ISO 8601, and events in between', () => {
  const samples = [
    { atMs: at, rate: 4.5e12 },
    { atMs: at + 10_000, rate: null },
  ];
  expect(csv('Hash rate', samples)).toEqual([
    'Time (UTC),Hash rate (H/s),Event',
    '2026-11-23T06:28:02.000Z,4500000000000,',
    '2026-11-23T06:28:07.000Z,,Mining stopped',
    '2026-11-23T06:28:12.000Z,,',
    '',
  ]);
});

it('quotes what would break a line or a column', () => {
  expect(csv('a, "b"', [])[0]).toBe('Time (UTC),"a, ""b"" (H/s)",Event');
});

it.each(['=HYPERLINK("http://a")', '+1', '-1', '@sum(a)', '\t=1', ' =1'])(
  'lets no name become a formula: %j',
  (name) => {
    expect(csv(name, [])[0]?.split(',')[1]).toMatch(/^"?'/);
    expect(csv('Hash rate', [], `${name} left`)[1]?.split(',')[2]).toMatch(/^"?'/);
  },
);
