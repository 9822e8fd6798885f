import { beforeEach, expect, it } from 'vitest';
import { watchWake } from './wake-watch.ts';
import type { Wake } from './wake-watch.ts';

let wakes: Wake[] = [];
let addresses: string[] = [];
let wallMs = 0;
let steadyMs = 0;
let tick = (): void => undefined;
let watch: ReturnType<typeof watchWake>;

beforeEach(() => {
  wakes = [];
  addresses = ['192.168.1.5', '2001:db8::5'];
  wallMs = 1.8e12;
  steadyMs = 0;
  watch = watchWake((wake) => wakes.push(wake), {
    wallMs: () => wallMs,
    steadyMs: () => steadyMs,
    addresses: () => addresses,
    every(act) {
      tick = act;
      return () => (tick = () => undefined);
    },
  });
});

/** This many seconds, each with its look, a little late and with a clock that is corrected. */
function pass(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    steadyMs += 1_200;
    wallMs += 1_180;
    tick();
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
  tick();
  expect(wakes).toEqual([{ cause: 'time', jumpMs: 30_000 }]);
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
  pass(10);
  watch.said();
  expect(wakes).toHaveLength(2);
});

it('reports addresses that came and went, not their order', () => {
  addresses = ['2001:db8::5', '192.168.1.5'];
  pass(5);
  expect(wakes).toEqual([]);
  addresses = ['10.0.0.7'];
  pass(5);
  expect(wakes).toEqual([{ cause: 'network', jumpMs: 0 }]);
  pass(60);
  expect(wakes).toHaveLength(1);
});

it('reports nothing once it is closed', () => {
  watch.close();
  wallMs += HOUR;
  pass(1);
  expect(wakes).toEqual([]);
});
