/** What a search says as it goes, at addresses that answer as a test says. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { ok } from '../../result.ts';
import type { DeviceSearch } from '../device-events.ts';
import type { Identified } from '../drivers/identify.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import { startSearch } from './search.ts';

const NOTHING: Identified = { kind: 'nothing' };
const device = (host: string): Identified => ({
  kind: 'device',
  identity: { host, webPort: 80, family: 'ibelink', model: null, firmware: null, mac: null },
});
const hosts = (count: number): string[] => Array.from({ length: count }, (_, at) => `10.0.0.${at}`);

/** Searches these hosts, each of which answers so; `cancel` may be called by an answer. */
function searching(
  count: number,
  answerOf: (host: string, cancel: () => void) => Identified | Promise<Identified>,
) {
  const progress: DeviceSearch[] = [];
  const asked: string[] = [];
  let now = 0;
  let most = 0;
  const io: DeviceIo = {
    async round(host, pace) {
      asked.push(`${host} ${pace}`);
      now += 1;
      most = Math.max(most, now);
      const answer = await answerOf(host, () => search.cancel());
      now -= 1;
      return ok(answer) as never;
    },
    close: () => undefined,
  };
  const search = startSearch({
    addresses: hosts(count).map((host) => ({ host, webPort: 80 })),
    io,
    isGentle: (host) => host === '10.0.0.1',
    // Two addresses of one machine.
    onFound: ({ host }) => (host === '10.0.0.3' ? '10.0.0.2' : host),
    onProgress: (each) => progress.push(each),
  });
  return { search, progress, asked, most: () => most };
}

const START = { isRunning: true, isCancelled: false, asked: 0, found: [], others: [] };

it('says what was found and what else answered, at the beginning and at the end', async () => {
  const answers: Record<string, Identified> = {
    ...{ '10.0.0.0': { kind: 'other', answered: 'http: 200' }, '10.0.0.1': NOTHING },
    ...{ '10.0.0.2': device('10.0.0.2'), '10.0.0.3': device('10.0.0.3') },
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { search, progress, asked } = searching(4, (host) => answers[host] ?? NOTHING);
  expect(progress).toEqual([{ ...START, addresses: 4 }]);
  await search.ended;
  vi.advanceTimersByTime(1_000);
  expect(progress.at(-1)).toEqual({
    ...{ isRunning: false, isCancelled: false, asked: 4, addresses: 4, found: ['10.0.0.2'] },
    others: [{ host: '10.0.0.0', answered: 'http: 200' }],
  });
  expect(asked).toEqual(['10.0.0.0 quick', '10.0.0.1 gentle', '10.0.0.2 quick', '10.0.0.3 quick']);
  // What was said stays as it was.
  expect(progress[0]).toEqual({ ...START, addresses: 4 });
});

it('asks 32 at once, and keeps 50 that are no machines', async () => {
  const waiting: (() => void)[] = [];
  const { search, progress, most } = searching(51, () => {
    const answer = { kind: 'other', answered: 'http: 200' } as const;
    return new Promise((resolve) => {
      waiting.push(() => resolve(answer));
      // The last of the first ones lets all go on.
      if (waiting.length >= 32) for (const next of waiting) next();
    });
  });
  await search.ended;
  expect(most()).toBe(32);
  const last = progress.at(-1);
  expect([last?.asked, last?.others.length]).toEqual([51, 50]);
  // Some tenths of a second.
  expect(progress.length).toBeGreaterThan(2);
  expect(progress.length).toBeLessThan(51);
  expect(progress.slice(0, -1).every(({ isRunning }) => isRunning)).toBe(true);
});

it('looks at no answer and says nothing more once it is cancelled', async () => {
  const { search, progress } = searching(40, (host, cancel) => {
    if (host !== '10.0.0.2') return NOTHING;
    cancel();
    return device(host);
  });
  await search.ended;
  const last = progress.at(-1);
  expect(last).toMatchObject({ isRunning: false, isCancelled: true, asked: 2, found: [] });
  const said = progress.length;
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(progress).toHaveLength(said);
});
