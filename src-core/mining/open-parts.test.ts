import { expect, it } from 'vitest';
import { err, ok } from '../result.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { openParts } from './open-parts.ts';

const fault = (detail: string) => (): never => {
  throw new Error(detail);
};

it('closes what is open, the last first, and each part once', async () => {
  const { logger } = collectedLog();
  const closed: string[] = [];
  const parts = openParts(logger);
  await parts.open(
    'nodes',
    () => ok('the nodes'),
    (part) => closed.push(part),
  );
  parts.add('outbox', () => Promise.resolve().then(() => closed.push('the outbox')));
  const refused = err({ kind: 'no-command', setting: 'externalWorkerCommand' } as never);
  expect(
    await parts.open(
      'workers',
      () => Promise.resolve(refused),
      () => closed.push('what is not open'),
    ),
  ).toBe(refused);
  const closing = parts.close();
  expect(parts.close()).toBe(closing);
  expect(await closing).toEqual([]);
  expect(closed).toEqual(['the outbox', 'the nodes']);
});

it('closes the others where one part cannot be closed, and says which', async () => {
  const { logger, logged } = collectedLog();
  const closed: string[] = [];
  const parts = openParts(logger);
  parts.add('nodes', () => closed.push('nodes'));
  parts.add('outbox', fault('disk full'));
  parts.add('workers', () => Promise.reject(new Error('gone')));
  parts.add('loops', () => closed.push('loops'));
  expect(await parts.close()).toEqual([
    { part: 'workers', detail: 'gone' },
    { part: 'outbox', detail: 'disk full' },
  ]);
  expect(closed).toEqual(['loops', 'nodes']);
  expect((await logged('error')).map((text) => text.split('\n')[0])).toEqual([
    'closing workers failed: Error: gone',
    'closing outbox failed: Error: disk full',
  ]);
});

it('a part that throws is a fault of the program, and what was open is closed', async () => {
  const { logger, logged } = collectedLog();
  const closed: string[] = [];
  const parts = openParts(logger);
  parts.add('nodes', () => closed.push('nodes'));
  const opened = await parts.open('loops', fault('a bug'), () => closed.push('loops'));
  const error = { kind: 'unexpected', setting: null, step: 'loops', detail: 'a bug' };
  expect(opened).toEqual({ ok: false, error });
  if (opened.ok) return;
  expect(await parts.abandon(opened.error)).toEqual({ ok: false, error });
  expect(closed).toEqual(['nodes']);
  expect((await logged('error')).map((text) => text.split('\n')[0])).toEqual([
    'opening loops failed: Error: a bug',
  ]);
});
