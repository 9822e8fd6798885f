import { expect, it } from 'vitest';
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { interruption } from '../../../wording/charts/mark-shapes.ts';
import { countMarks, groupMarks, listedMarks } from './mark-groups.ts';

const span = { fromMs: 1_000, untilMs: 2_000 };
const started = (atMs: number): HistoryMark => ({ kind: 'started', atMs });

it('puts marks at their time, and those too close together into one', () => {
  const marks = [1_000, 1_500, 1_510, 1_519, 1_520, 2_000].map(started);
  const groups = groupMarks(marks, span, 1_000, 20);
  expect(groups.map((group) => [group.part, group.marks.length])).toEqual([
    [0, 1],
    [0.5, 3],
    [0.52, 1],
    [1, 1],
  ]);
});

it('folds less in a wider chart, and leaves out what is not shown', () => {
  const marks = [900, 1_500, 1_510, 2_100].map(started);
  expect(groupMarks(marks, span, 1_000, 20)).toHaveLength(1);
  expect(groupMarks(marks, span, 3_000, 20)).toHaveLength(2);
});

it('counts those that are left out', () => {
  expect(countMarks([started(1_500), { kind: 'more', count: 40, atMs: 1_400 }])).toBe(41);
});

it('leaves room for the count of many marks', () => {
  // One each pixel, from far enough on: groups of ten and more are a digit wider than the room of one mark.
  const marks = Array.from({ length: 900 }, (_, at) => started(1_100 + at));
  const groups = groupMarks(marks, span, 1_000, 9);
  const widths = groups
    .slice(1)
    .map(({ part }, at) => Math.round((part - groups[at]!.part) * 1_000));
  expect(new Set(widths)).toEqual(new Set([9]));
  const wider = groupMarks(marks, span, 1_000, 10);
  expect(wider[1]!.part - wider[0]!.part).toBeCloseTo(0.018);
});

it('keeps groups at the ends off the axes, and apart from the next', () => {
  const many = (count: number, atMs: number): HistoryMark[] =>
    Array.from({ length: count }, () => started(atMs));
  // 2,000 at the edge take 50 px with the gap: they stand at 22 px, and what is nearer than 72 px joins them.
  const marks = [...many(2_000, 1_000), started(1_071), started(1_073)];
  const groups = groupMarks(marks, span, 1_000, 22);
  expect(groups.map(({ halfPx, marks: { length } }) => [halfPx, length])).toEqual([
    [22, 2_001],
    [8, 1],
  ]);
  // The last group would be moved onto the one before it.
  const ending = [started(1_970), ...many(2_000, 1_995)];
  expect(groupMarks(ending, span, 1_000, 22).map(({ marks: { length } }) => length)).toEqual([
    2_001,
  ]);
});

const block = (atMs: number): HistoryMark => ({
  ...{ kind: 'block', chain: 0, height: 1, state: 'accepted', id: `${atMs}` },
  atMs,
});
const lost: HistoryMark = { kind: 'node-lost', node: 'a', error: 'timeout', atMs: 1_504 };

it('shows an interruption among blocks, with room for its shape', () => {
  const blocks = [1_501, 1_502, 1_503].map(block);
  expect(interruption(blocks)).toBeNull();
  expect(interruption([...blocks, started(1_504)])).toBeNull();
  expect(interruption([...blocks, lost, { kind: 'stopped', atMs: 1_505 }])).toBe(lost);
  // 20 px of one mark, and 12 of a shape.
  const near = [...blocks, lost, block(1_532), block(1_533)];
  expect(groupMarks(near, span, 1_000, 20).map(({ marks }) => marks.length)).toEqual([5, 1]);
});

it('lists what happened among many blocks, by time', () => {
  const marks = [...[1_500, 1_501, 1_502, 1_503].map(block), lost, block(1_505)];
  expect(listedMarks(marks, 3)).toEqual([marks[0], marks[1], lost]);
});
