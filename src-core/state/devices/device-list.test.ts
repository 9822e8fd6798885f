import { expect, it } from 'vitest';
import type { DeviceEvent } from '../../devices/device-events.ts';
import { NO_DEVICES, reduceDevices } from './device-list.ts';

const known = (id: string, changes: object = {}) => ({
  type: 'device-known',
  device: { id, host: `10.0.0.${id}`, model: null, canPutBack: false, ...changes },
});
const read = (id: string, kinds: readonly string[] = []) => ({
  ...{ type: 'device-read', id, reading: { atMs: 1 } },
  complaints: kinds.map((kind) => ({ kind })),
});
const error = { kind: 'timeout', limitMs: 1 };
const silent = (id: string) => ({ type: 'device-silent', id, error });
const setup = (id: string, canPutBack = true) => ({
  ...{ type: 'device-setup', id, setup: { step: 'done', canPutBack } },
});
const forgotten = (id: string, mergedInto: string | null = null) => ({
  ...{ type: 'device-forgotten', id, mergedInto },
});

/** The list after events, one each second from 1 s on. */
function after(...events: readonly object[]) {
  return events.reduce<typeof NO_DEVICES>(
    (list, event, at) => reduceDevices(list, event as DeviceEvent, (at + 1) * 1_000),
    NO_DEVICES,
  );
}
const device = (id: string, ...events: readonly object[]) => after(...events).devices.get(id);

it('has nothing read of a machine that is new', () => {
  expect(device('1', known('1'))).toEqual({
    ...{ id: '1', host: '10.0.0.1', model: null, canPutBack: false },
    ...{ formerIds: [], reading: null, error: null, silentSinceMs: null },
    ...{ complaints: [], setup: null },
  });
});

it('keeps what was read when more becomes known of a machine', () => {
  const events = [known('1'), read('1'), setup('1'), known('1', { model: 'X' })];
  expect(device('1', ...events)).toMatchObject({
    ...{ model: 'X', reading: { atMs: 1 } },
    // Another program has put its pools back.
    setup: { step: 'done', canPutBack: false },
  });
  expect(device('1', ...events, known('1', { canPutBack: true }))?.setup?.canPutBack).toBe(true);
});

it('knows since when a machine is silent, until it is read', () => {
  const events = [known('1'), read('1', ['hot']), silent('1'), silent('1')];
  expect(device('1', ...events)).toMatchObject({
    ...{ reading: { atMs: 1 }, error, silentSinceMs: 3_000, complaints: [] },
  });
  expect(after(...events).problems).toEqual([]);
  expect(device('1', ...events, read('1'))).toMatchObject({ error: null, silentSinceMs: null });
});

it('has a problem for each complaint, from its first report until it is no longer made', () => {
  const events = [
    known('1'),
    known('2', { model: 'X' }),
    read('1', ['hot', 'fan']),
    read('2', ['hot']),
  ];
  const sinceOf = (...more: readonly object[]) =>
    after(...events, ...more).problems.map(({ device: id, name, complaint, sinceMs }) => [
      ...[id, name, complaint.kind, sinceMs],
    ]);
  expect(sinceOf()).toEqual([
    ['1', '10.0.0.1', 'hot', 3_000],
    ['1', '10.0.0.1', 'fan', 3_000],
    ['2', 'X', 'hot', 4_000],
  ]);
  expect(sinceOf(read('1', ['new', 'fan']))).toEqual([
    ['2', 'X', 'hot', 4_000],
    ['1', '10.0.0.1', 'new', 5_000],
    ['1', '10.0.0.1', 'fan', 3_000],
  ]);
  expect(sinceOf(forgotten('2'))).toHaveLength(2);
  expect(sinceOf(silent('1'))).toEqual([['2', 'X', 'hot', 4_000]]);
});

it('takes a machine that was listed twice for one, with what was read last', () => {
  const events = [known('1'), known('2'), read('2'), setup('1'), forgotten('2', '1')];
  const list = after(...events);
  expect([...list.devices.keys()]).toEqual(['1']);
  expect(list.devices.get('1')).toMatchObject({
    ...{ host: '10.0.0.1', reading: { atMs: 1 }, setup: { step: 'done' }, formerIds: ['2'] },
  });
  const thrice = device('1', ...events, known('3'), setup('3', false), forgotten('3', '1'));
  expect(thrice).toMatchObject({ formerIds: ['2', '3'], setup: { canPutBack: false } });
  // Into one that is not listed.
  expect(after(known('1'), forgotten('1', '9')).devices.size).toBe(0);
  expect(after(known('1'), forgotten('9', '1')).devices.get('1')?.formerIds).toEqual([]);
});

it('has no place for news of a machine that is not listed', () => {
  const list = after(known('1'));
  for (const event of [read('9'), silent('9'), setup('9')]) {
    expect(reduceDevices(list, event as DeviceEvent, 5)).toBe(list);
  }
});

it('has the search as it was reported last', () => {
  const search = { isRunning: true };
  expect(after({ type: 'device-search', search }).search).toBe(search);
});
