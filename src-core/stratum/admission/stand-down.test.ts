import { expect, it } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import type { LeaveReason } from '../refusals.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { StandDown } from './stand-down.ts';

it('disconnects all machines once, until a node is back', async () => {
  const { logger, logged } = collectedLog();
  const events: StratumEvent[] = [];
  const reasons: LeaveReason[] = [];
  const sessions = new Set<{ close(reason: LeaveReason): void }>();
  for (let i = 0; i < 2; i++) {
    const session = {
      close(reason: LeaveReason): void {
        sessions.delete(session);
        reasons.push(reason);
      },
    };
    sessions.add(session);
  }
  const standDown = new StandDown({ sessions, logger, emit: (event) => void events.push(event) });
  standDown.end();
  expect([standDown.isOn, events]).toEqual([false, []]);
  standDown.begin(61_400);
  standDown.begin(62_400);
  expect(standDown.isOn).toBe(true);
  expect(reasons).toEqual(Array(2).fill({ kind: 'no-node', ms: 61_400 }));
  standDown.end();
  standDown.end();
  expect(standDown.isOn).toBe(false);
  expect(events).toEqual([
    { type: 'stratum-stood-down', withoutNodeMs: 61_400 },
    { type: 'stratum-resumed' },
  ]);
  expect(await logged()).toEqual([
    expect.stringMatching(/^no node has had work for 61 s: 2 machines are disconnected/),
    'a node has work again: machines are accepted',
  ]);
});
