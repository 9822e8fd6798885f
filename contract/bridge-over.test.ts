import { expect, it, vi } from 'vitest';
import { bridgeOver } from './bridge-over.ts';
import type { PageCarrier } from './bridge-over.ts';
import { requestParsers } from './request-arguments.ts';

function carrier() {
  return {
    ask: vi.fn<PageCarrier['ask']>((name) => Promise.resolve(`answer to ${name}`)),
    listen: vi.fn<PageCarrier['listen']>(() => () => undefined),
  };
}

it('has a method for each request that the miner answers', () => {
  const methods = Object.keys(bridgeOver(carrier())).filter((name) => name !== 'on');
  expect(methods.sort()).toEqual(Object.keys(requestParsers).sort());
});

it('asks with the argument, or with null where a request has none', async () => {
  const over = carrier();
  const bridge = bridgeOver(over);
  expect(await bridge.saveConfig({ threadCount: 2 })).toBe('answer to saveConfig');
  await bridge.getState();
  expect(over.ask.mock.calls).toEqual([
    ['saveConfig', { threadCount: 2 }],
    ['getState', null],
  ]);
});

it('listens to announcements of the contract alone', () => {
  const over = carrier();
  const bridge = bridgeOver(over);
  const listener = (): void => undefined;
  bridge.on('config', listener);
  expect(over.listen).toHaveBeenCalledWith('config', listener);
  expect(() => bridge.on('toString' as 'config', listener)).toThrow('there is no announcement');
});
