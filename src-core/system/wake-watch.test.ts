import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchWake } from './wake-watch.ts';
import type { Wake } from './wake-watch.ts';

let wakes: Wake[] = [];
let addresses: string[] = [];
let wallMs = 0;
let steadyMs = 0;
/** What is called, and how often. */
const repeated = new Map<() => void, number>();
let seconds = 0;
let watch: ReturnType<typeof watchWake>;

beforeEach(() => {
  wakes = [];
  addresses = ['192.168.1.5', '2001:db8::5'];
  wallMs = 1.8e12;
  steadyMs = 0;
  seconds = 0;
  repeated.clear();
  watch = watchWake((wake) => wakes.push(wake), {
    wallMs: () => wallMs,
    steadyMs: () => steadyMs,
    addresses: () => addresses,
    every(act, everyMs) {
      repeated.set(act, everyMs);
      return () => repeated.delete(act);
    },
  });
});

/** The program comes to what is due by now. */
function look(): void {
  seconds += 1;
  for (const [act, everyMs] of repeated) if ((seconds * 1_000) % everyMs === 0) act();
}

/** This many seconds, each with its look, a little late and with a clock that is corrected. */
function pass(count: number): void {
  for (let second = 0; second < count; second += 1) {
    steadyMs += 1_200;
    wallMs += 1_180;
    look();
  }
}

const HOUR = 3_600_000;

it('reports nothing on an ordinary day', () => {
  pass(3_600);
  expect(wakes).toEqual([]);
});

it('reports a sleep in which the steady clock stood still', () => {
  pass(2);
  wallMs += 8 * HOUR;
  pass(1);
  expect(wakes).toEqual([{ cause: 'time', jumpMs: 8 * HOUR + 1_180 }]);
  pass(60);
  expect(wakes).toHaveLength(1);
});

it('reports a sleep that both clocks counted', () => {
  wallMs += 30_000;
  steadyMs += 30_000;
  look();
  expect(wakes).toEqual([{ cause: 'time', jumpMs: 30_000 }]);
});

it.each([
  ['a look that is as late as can be', 15_000, 15_000, 0],
  ['a sleep that is as short as can be', 15_001, 15_001, 1],
  ['clocks that are as far apart as can be', 1_000, 6_000, 0],
  ['a clock that was set on a little', 1_000, 6_001, 1],
  ['a clock that was set back a little', 6_001, 1_000, 1],
])('draws the line at %s', (_, steadilyMs, passedMs, reports) => {
  steadyMs += steadilyMs;
  wallMs += passedMs;
  look();
  expect(wakes).toHaveLength(reports);
});

it('reports a clock that was set back, before anything else sees it', () => {
  wallMs -= HOUR;
  watch.look();
  expect(wakes).toEqual([{ cause: 'time', jumpMs: -HOUR }]);
});

it('reports a sleep once, whoever saw it first', () => {
  watch.said();
  wallMs += HOUR;
  pass(1);
  expect(wakes).toEqual([{ cause: 'system', jumpMs: 0 }]);
  steadyMs += 9_999;
  watch.said();
  expect(wakes).toHaveLength(1);
  steadyMs += 10_000;
  watch.said();
  expect(wakes).toHaveLength(2);
});

it('reports addresses that changed with a sleep, and a sleep after they did', () => {
  watch.said();
  addresses = [];
  pass(5);
  expect(wakes.map(({ cause }) => cause)).toEqual(['system', 'network']);
  addresses = ['10.0.0.7'];
  pass(5);
  watch.said();
  expect(wakes.map(({ cause }) => cause)).toEqual(['system', 'network', 'network', 'system']);
});

it('reports addresses that came and went, not their order', () => {
  addresses = ['2001:db8::5', '192.168.1.5'];
  pass(5);
  expect(wakes).toEqual([]);
  addresses = ['10.0.0.1', '12.0.0.5'];
  // Asking the system for them is work: they are looked at every fifth second.
  pass(4);
  expect(wakes).toEqual([]);
  pass(1);
  expect(wakes).toEqual([{ cause: 'network', jumpMs: 0 }]);
  pass(60);
  expect(wakes).toHaveLength(1);
  addresses = ['10.0.0.11', '2.0.0.5'];
  pass(5);
  expect(wakes).toHaveLength(2);
});

it('reports nothing once it is closed', () => {
  watch.close();
  wallMs += HOUR;
  addresses = [];
  pass(5);
  expect(wakes).toEqual([]);
});

type Interfaces = ReturnType<typeof os.networkInterfaces>;
const at = (address: string, internal = false): Interfaces[string] => [
  { address, internal } as os.NetworkInterfaceInfo,
];

/** Watches this computer, but for its networks; the clocks and timers are the test's. */
function watchComputer(): (interfaces: Interfaces) => readonly Wake[] {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] });
  const networks = vi.spyOn(os, 'networkInterfaces').mockReturnValue({ lan: at('192.168.1.5') });
  syncBuiltinESMExports();
  watch = watchWake((wake) => wakes.push(wake));
  return (interfaces) => {
    networks.mockReturnValue(interfaces);
    vi.advanceTimersByTime(5_000);
    return wakes.splice(0);
  };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  syncBuiltinESMExports();
});

it('looks at the clocks and the networks of this computer, until it is closed', () => {
  const wakesWith = watchComputer();
  const lan = at('192.168.1.5');
  // Addresses of one link alone come and go with containers.
  const links = {
    vpn: at('fe80::1'),
    veth: at('FE80::2'),
    usb: at('169.254.7.1'),
    gone: undefined,
  };
  expect(wakesWith({ ...links, lan, lo: at('127.0.0.1', true) })).toEqual([]);
  expect(wakesWith({ lan, wifi: at('2001:db8::fe80:1') })).toEqual([
    { cause: 'network', jumpMs: 0 },
  ]);
  vi.setSystemTime(Date.now() + HOUR);
  expect(wakesWith({ lan })).toEqual([
    { cause: 'time', jumpMs: HOUR + 1_000 },
    { cause: 'network', jumpMs: 0 },
  ]);
  watch.close();
  expect(wakesWith({})).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
