/** Lines of the outbox's file: what is written, and what is not taken for a change. */
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { OutboxEntry } from '../node/solutions/solution-outbox.ts';
import { outboxLine, parseOutboxLine } from './outbox-line.ts';

const ENTRY: OutboxEntry = {
  ...{ id: 'a', node: 'http://node', versionName: 'practice', chain: mkChainId(3), height: 7 },
  ...{ difficulty: 1e15, worker: 'CPU 0', foundAtMs: 9, bytes: Uint8Array.of(1, 2, 3) },
};
const JSON_ENTRY = { ...ENTRY, bytes: 'AQID' };

/** A line as any version would write it. */
const lineOf = (json: string): string => `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
const put = (changes: object) =>
  parseOutboxLine(lineOf(JSON.stringify({ put: { ...JSON_ENTRY, ...changes } })));

it('are a checksum, a space, and JSON', () => {
  expect(outboxLine({ put: ENTRY })).toBe(`${lineOf(JSON.stringify({ put: JSON_ENTRY }))}\n`);
  // Its checksum begins with a zero.
  expect(outboxLine({ remove: 'C' })).toBe('0a5a0bb7 {"remove":"C"}\n');
});

it.each([
  { chain: 0xffff_ffff },
  { chain: 0 },
  { height: 0 },
  { waitedMs: 0 },
  { difficulty: 0.5 },
])('keep %j', (changes) => {
  expect(put(changes)).toEqual({ put: { ...ENTRY, ...changes } });
});

it.each([
  { id: 5 },
  { node: null },
  { versionName: [] },
  { chain: -1 },
  { chain: 2 ** 32 },
  { chain: 0.5 },
  { height: -1 },
  { height: 0.5 },
  { difficulty: '1' },
  { worker: undefined },
  { foundAtMs: -1 },
  { waitedMs: -1 },
  { bytes: 'no base64!' },
])('with another value are damaged: %j', (changes) => {
  expect(put(changes)).toBeNull();
});

it.each(['', '{}', '[]', '5', '{"remove":5}', '{"remove":', 'nonsense'])(
  'with the JSON %j are damaged, though their checksum is right',
  (json) => {
    expect(parseOutboxLine(lineOf(json))).toBeNull();
  },
);

it('are damaged without their checksum, or with that of another line', () => {
  const json = '{"remove":"a"}';
  expect(parseOutboxLine(lineOf(json))).toEqual({ remove: 'a' });
  for (const line of [json, ` ${json}`, lineOf(json).replace(' ', '\t'), `${lineOf(json)} `]) {
    expect(parseOutboxLine(line), line).toBeNull();
  }
});
