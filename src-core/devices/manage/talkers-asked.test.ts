import { expect, it } from 'vitest';
import { err } from '../../result.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import type { Interfaces } from '../own-networks.ts';
import { identifyTalkers } from './identify-talkers.ts';

const OWN = '192.168.1.20';
const info = { netmask: '', family: 'IPv4', mac: '', internal: false } as const;
const interfaces: Interfaces = { eth0: [{ ...info, address: OWN, cidr: `${OWN}/24` }] };
const MINUTES = 60_000;

/** At every address nothing answers; `asked` has those that were asked. */
function talkersTest() {
  const asked: string[] = [];
  const io: DeviceIo = {
    round(host) {
      asked.push(host);
      return Promise.resolve(err({ kind: 'timeout', limitMs: 1 }));
    },
    close: () => undefined,
  };
  const ending = new AbortController();
  const state = { nowMs: 0, isAllowed: true, known: '', talking: [] as string[] };
  let everyMs = 0;
  let lookAgain = (): void => undefined;
  const talkers = identifyTalkers({
    ...{ io, interfaces: () => interfaces, signal: ending.signal },
    isAllowed: () => state.isAllowed,
    isKnown: (host) => host === state.known,
    onFound: () => undefined,
    talking: () => state.talking,
    every(act, ms) {
      lookAgain = act;
      everyMs = ms;
    },
    nowMs: () => state.nowMs,
  });
  /** Those that are asked once these were heard. */
  const heard = async (...hosts: readonly string[]): Promise<readonly string[]> => {
    for (const host of hosts) talkers.heard(host);
    await talkers.settled();
    return asked.splice(0);
  };
  return { talkers, asked, state, heard, ending, everyMs, lookAgain: () => lookAgain() };
}

it('asks machines of local networks, and none that cannot be one', async () => {
  const { heard, state } = talkersTest();
  state.known = '192.168.1.9';
  const asked = await heard(
    ...[
      '8.8.8.8',
      '10.0.0.7',
      OWN,
      '192.168.1.9',
      '127.0.0.1',
      '::1',
      '192.168.1.20',
      '100.64.0.1',
    ],
  );
  expect(asked).toEqual(['10.0.0.7', '127.0.0.1']);
});

it('asks each once, and again some minutes after no machine answered', async () => {
  const { heard, state, lookAgain, talkers, asked, everyMs } = talkersTest();
  expect(await heard('10.0.0.7', '10.0.0.7', '10.0.0.8')).toEqual(['10.0.0.7', '10.0.0.8']);
  state.nowMs = 5 * MINUTES - 1;
  expect(await heard('10.0.0.7')).toEqual([]);
  state.nowMs = 5 * MINUTES;
  state.talking = ['10.0.0.7', '10.0.0.9'];
  lookAgain();
  await talkers.settled();
  expect(asked).toEqual(['10.0.0.7', '10.0.0.9']);
  expect(everyMs).toBe(5 * MINUTES);
});

it('asks those that were heard before as soon as that is allowed', async () => {
  const { heard, state, talkers, asked } = talkersTest();
  state.isAllowed = false;
  expect(await heard('10.0.0.7')).toEqual([]);
  state.isAllowed = true;
  talkers.allowanceChanged();
  await talkers.settled();
  expect(asked).toEqual(['10.0.0.7']);
});

it('asks no more at the end of the program', async () => {
  const { heard, ending } = talkersTest();
  ending.abort();
  expect(await heard('10.0.0.7')).toEqual([]);
});

it('remembers so many addresses, and asks no other', async () => {
  const { heard, state } = talkersTest();
  const hosts = Array.from({ length: 10_000 }, (_, at) => `10.0.${at >> 8}.${at & 255}`);
  expect(await heard(...hosts)).toHaveLength(10_000);
  expect(await heard('10.9.9.9')).toEqual([]);
  state.nowMs = 5 * MINUTES;
  expect(await heard('10.9.9.9', '10.0.0.0')).toEqual(['10.0.0.0']);
});
