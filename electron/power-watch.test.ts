import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchPower } from './power-watch.ts';

function mining(wantsRest = true) {
  const supply = new EventEmitter();
  const seen: string[] = [];
  let isMining = true;
  const does = (what: string, mines: boolean) => () => {
    seen.push(what);
    isMining = mines;
    return Promise.resolve({ ok: true } as const);
  };
  const watch = watchPower({
    supply,
    wantsRest: () => wantsRest,
    isMining: () => isMining,
    start: does('start', true),
    stop: does('stop', false),
    onChange: (isPaused) => seen.push(isPaused ? 'paused' : 'not paused'),
  });
  return { supply, seen, watch, stopByHand: does('stopped by hand', false) };
}

it('rests on battery and goes on with mains power', () => {
  const { supply, seen, watch } = mining();
  supply.emit('on-battery');
  expect(watch.isPaused()).toBe(true);
  supply.emit('on-ac');
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start']);
});

it('does not start what was not mining', async () => {
  const { supply, seen, stopByHand } = mining();
  await stopByHand();
  supply.emit('on-battery');
  supply.emit('on-ac');
  expect(seen).toEqual(['stopped by hand']);
});

it('does nothing where that is not wanted', () => {
  const { supply, seen } = mining(false);
  supply.emit('on-battery');
  supply.emit('on-ac');
  expect(seen).toEqual([]);
});

it('leaves it at what the person decided meanwhile', () => {
  const { supply, seen, watch } = mining();
  supply.emit('on-battery');
  watch.personDecided();
  supply.emit('on-ac');
  expect(seen).toEqual(['paused', 'stop', 'not paused']);
});
