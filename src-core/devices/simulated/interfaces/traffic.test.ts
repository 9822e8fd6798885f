import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countTraffic } from './traffic.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

it('counts requests at once, those of the web server by themselves', () => {
  const traffic = countTraffic();
  const web = traffic.began(80, 'GET /', true);
  const other = traffic.began(4028, 'summary', false);
  expect([traffic.webNow, traffic.mostAtOnce, traffic.mostAtOnceInAll]).toEqual([1, 1, 2]);
  pass(30);
  web();
  pass(10);
  web();
  expect(traffic.requests[0]?.endMs).toBe(performance.now() - 10);
  expect(traffic.webNow).toBe(0);
  other();
  traffic.began(80, 'GET /', true);
  traffic.began(80, 'GET /', true);
  expect([traffic.webNow, traffic.mostAtOnce, traffic.mostAtOnceInAll]).toEqual([2, 2, 2]);
});

it('counts connections by port', () => {
  const traffic = countTraffic();
  for (const port of [80, 4028, 80]) traffic.connected(port);
  expect(traffic.connections).toEqual(new Map([...[[80, 2] as const], [4028, 1]]));
});

it('counts the requests of the last time', () => {
  const traffic = countTraffic();
  for (let count = 0; count < 3; count += 1) {
    traffic.began(80, 'GET /', true);
    pass(100);
  }
  expect([100, 101, 201, 1_000].map((ms) => traffic.recent(ms))).toEqual([0, 1, 2, 3]);
});

it('parts requests into rounds where nothing was asked for a while', () => {
  const traffic = countTraffic();
  const startMs = performance.now();
  const long = traffic.began(80, 'GET /', true);
  pass(10);
  traffic.began(4028, 'summary', false)();
  pass(40);
  long();
  pass(60);
  traffic.began(80, 'PUT /', true);
  const whats = (gapMs: number, port?: number) =>
    traffic.rounds(gapMs, port).map(({ requests }) => requests.map(({ what }) => what));
  expect(whats(61)).toEqual([['GET /', 'summary', 'PUT /']]);
  expect(whats(60)).toEqual([['GET /', 'summary'], ['PUT /']]);
  expect(whats(60, 80)).toEqual([['GET /'], ['PUT /']]);
  expect(whats(60, 4028)).toEqual([['summary']]);
  const times = traffic.rounds(60).map((round) => [round.startMs - startMs, round.endMs - startMs]);
  // One that is served still ends where it began.
  expect(times).toEqual([
    [0, 50],
    [110, 110],
  ]);
});
