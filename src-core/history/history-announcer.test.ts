import { expect, it } from 'vitest';
import { collectedLog } from '../tests/collected-log.ts';
import { openAnnouncer } from './history-announcer.ts';
import type { HistoryEvent, HistoryFault } from '../storage/storage-events.ts';

const FULL: HistoryFault = {
  ...{ kind: 'unwritable', cause: 'full', file: 'history.db', detail: 'no space' },
};

it('reports each fault and recovery, and the present faults to those that listen later', async () => {
  const { logger, logged } = collectedLog();
  const announcer = openAnnouncer(logger);
  const early: HistoryEvent[] = [];
  announcer.listen((event) => early.push(event));
  const history = announcer.reportersOf('history');
  const outbox = announcer.reportersOf('outbox');
  history.onFault(FULL);
  outbox.onFault(FULL);
  outbox.onRecovered();
  const late: HistoryEvent[] = [];
  announcer.listen((event) => late.push(event));
  const failed = { type: 'history-failed', part: 'history', fault: FULL };
  expect(late).toEqual([failed]);
  expect(early).toEqual([
    failed,
    { type: 'history-failed', part: 'outbox', fault: FULL },
    { type: 'history-recovered', part: 'outbox' },
  ]);
  history.onRecovered();
  expect(late.at(-1)).toEqual({ type: 'history-recovered', part: 'history' });
  expect([(await logged('error')).length, (await logged('info')).length]).toEqual([2, 2]);
});
