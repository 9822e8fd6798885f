import { expect, it } from 'vitest';
import type { DeviceSample } from '../../../../contract/screen-contract.ts';
import { translationTo } from '../../../../messages/translation.ts';
import { chartCsv } from '../../../components/charts/export/chart-csv.ts';
import { measuredKinds, partColumns, partLines } from './part-lines.ts';

const english = translationTo('en');

/** Of a version that kept no parts. */
const OLD: DeviceSample = {
  ...{ atMs: 0, hashesPerSecond: 1e13, celsius: 80, fanSpeed: 2_950 },
  ...{ boards: [], fans: [], hardwareErrorShare: null, watts: null },
  ...{ hardwareErrors: 3, uptimeSeconds: 60, accepted: 10, rejected: 0, activePool: null },
};
const NEW: DeviceSample = {
  ...OLD,
  ...{ atMs: 30_000, fans: [2_900, 3_000], hardwareErrorShare: 0.000_5, watts: 250 },
  boards: [
    { celsius: 70, boardCelsius: 58, hashesPerSecond: 4e12, hardwareErrors: 1 },
    { celsius: 80, boardCelsius: 61, hashesPerSecond: 6e12, hardwareErrors: 4 },
  ],
};

/** The lines of each kind, with their values in the samples. */
function drawn(...samples: DeviceSample[]) {
  return measuredKinds(samples).map((kind) => [
    kind.id,
    ...partLines(english, samples, kind).map(({ text, value }) => [text, ...samples.map(value)]),
  ]);
}

it('gives each board and each fan a line, after what earlier versions kept of all', () => {
  expect(drawn(OLD, NEW)).toEqual([
    ['temperature', ['hottest chip', 80, null], ['Board 1', null, 70], ['Board 2', null, 80]],
    ['board-temperature', ['Board 1', null, 58], ['Board 2', null, 61]],
    ['fans', ['fans in rpm, mean', 2_950, null], ['Fan 1', null, 2_900], ['Fan 2', null, 3_000]],
    ['rate', ['Board 1', null, 4e12], ['Board 2', null, 6e12]],
    ['errors', ['hardware errors, part of the results', null, 0.05]],
    [
      'error-count',
      ['hardware errors since the machine started', 3, null],
      ['Board 1', null, 1],
      ['Board 2', null, 4],
    ],
    ['efficiency', ['power for the hash rate that the machine reports', null, 25]],
  ]);
});

it('offers what a machine reports, and no line of a part that is never there', () => {
  const board = { celsius: null, boardCelsius: null, hashesPerSecond: null, hardwareErrors: null };
  const boards = [board, { ...board, celsius: 71 }];
  const quiet = { ...OLD, celsius: 71, fanSpeed: null, hardwareErrors: null };
  expect(drawn({ ...quiet, boards })).toEqual([['temperature', ['Board 2', 71]]]);
  expect(drawn({ ...quiet, celsius: null })).toEqual([]);
});

it('has looks for more lines than there are colours', () => {
  const [fans] = measuredKinds([{ ...OLD, celsius: null, fans: [1, 2, 3, 4, 5, 6] }]);
  if (fans === undefined) throw new Error('no fans');
  const lines = partLines(english, [{ ...NEW, fans: [1, 2, 3, 4, 5, 6] }], fans);
  expect(new Set(lines.map(({ look }) => JSON.stringify(look))).size).toBe(6);
});

it('writes all of them into one file, with units', () => {
  const samples = [NEW];
  const columns = measuredKinds(samples).flatMap((kind) => partColumns(english, samples, kind));
  const csv = chartCsv({ columns, samples, timeTitle: '', eventTitle: '', events: [] });
  const [head, values] = csv.split('\r\n', 2).map((line) => line.slice(0, -1));
  expect(head).toBe(
    [
      ...[' (UTC),Hottest chip (°C)', 'Board 1: Temperature (°C)', 'Board 2: Temperature (°C)'],
      ...['Board 1: Board temp. (°C)', 'Board 2: Board temp. (°C)'],
      ...['"Fans, mean (rpm)"', 'Fan 1 (rpm)', 'Fan 2 (rpm)'],
      ...['Board 1: Hash rate (H/s)', 'Board 2: Hash rate (H/s)', 'Hardware errors (%)'],
      ...[
        'Hardware errors since start',
        'Board 1: Error count',
        'Board 2: Error count',
        'Efficiency (J/TH)',
      ],
    ].join(','),
  );
  expect(values).toMatch(
    /,80,70,80,58,61,2950,2900,3000,4000000000000,6000000000000,0.05,3,1,4,25$/,
  );
});
