import { expect, it } from 'vitest';
import { createLog } from '../logging/logger.ts';
import { initialMinerState, reduceMiner } from '../state/miner/miner-state.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { openFilesLimit } from '../system/open-files.ts';
import { watchOpenFiles } from './open-files-watch.ts';

it('reports once per episode that connections are dropped, and that this is over', async () => {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    sink: (batch) => void lines.push(...batch.map(({ text }) => text)),
  });
  let state = initialMinerState();
  let hasRoom = true;
  let second: () => void = () => undefined;
  watchOpenFiles({
    logger: log.logger,
    onEvent: (event) => void (state = reduceMiner(state, { ...event, atMs: 7 })),
    hasRoom: () => hasRoom,
    limit: 64,
    every: (act) => {
      second = act;
      return () => undefined;
    },
  });
  const pass = async (seconds: number, room: boolean): Promise<number> => {
    hasRoom = room;
    for (let at = 0; at < seconds; at += 1) second();
    await log.flush();
    return lines.length;
  };
  expect(await pass(5, true)).toBe(0);
  expect(await pass(5, false)).toBe(1);
  expect(lines[0]).toMatch(/^the limit of 64 open files and connections is reached; .*ulimit -n/);
  const problem = { kind: 'open-files', limit: 64, sinceMs: 7 };
  expect(state.problems).toEqual([problem]);
  // A machine leaves, another one comes.
  expect(await pass(29, true)).toBe(1);
  expect(await pass(1, false)).toBe(1);
  expect(await pass(29, true)).toBe(1);
  expect(state.problems).toEqual([problem]);
  expect(await pass(1, true)).toBe(2);
  expect(lines[1]).toBe('there is room for connections again');
  expect(state.problems).toEqual([]);
  expect(await pass(1, false)).toBe(3);
});

it.each([
  ['the limit that the system has', undefined, openFilesLimit()],
  ['no limit where none is known', null, null],
])('says %s', async (_, limit, said) => {
  const { logger, logged } = collectedLog();
  const events: object[] = [];
  watchOpenFiles({
    ...{ logger, hasRoom: () => false, onEvent: (event) => void events.push(event) },
    ...(limit === undefined ? {} : { limit }),
    every(act) {
      act();
      return () => undefined;
    },
  });
  const size = said === null ? '' : ` ${said}`;
  expect(await logged('error')).toEqual([
    expect.stringContaining(`the limit of${size} open files and connections is reached; `),
  ]);
  expect(events).toEqual([{ type: 'open-files-exhausted', limit: said }]);
});
