import { beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../src-core/index.ts';
import type { LogRecord } from '../src-core/index.ts';
import { answerRequest } from './answer-request.ts';
import type { RequestHandlers } from './answer-request.ts';

const lines: LogRecord[] = [];
const log = createLog({ level: 'debug', sink: (batch) => void lines.push(...batch) });
const handlers = {
  startMining: () => ({ ok: true }),
  stopMining: () => Promise.reject(new Error('a bug')),
} as Partial<RequestHandlers> as RequestHandlers;
const answer = (name: string, argument: unknown) =>
  answerRequest(name, argument, handlers, log.logger);

beforeEach(() => {
  lines.length = 0;
});

describe('a request', () => {
  it('is answered by its handler', async () => {
    expect(await answer('startMining', null)).toEqual({ ok: true, value: { ok: true } });
  });

  it.each([{ argument: undefined }, { argument: {} }, { argument: [] }, { argument: 'now' }])(
    'is refused with $argument in place of null',
    async ({ argument }) => {
      expect(await answer('startMining', argument)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('wrong arguments for startMining'),
      });
      await log.flush();
      expect(lines).toMatchObject([{ level: 'error' }]);
    },
  );

  it.each(['', 'mine', 'toString', '__proto__'])(
    'is refused as %j, which is none',
    async (name) => {
      expect(await answer(name, null)).toEqual({ ok: false, reason: 'there is no such request' });
      await log.flush();
      expect(lines).toMatchObject([{ level: 'error' }]);
    },
  );

  it('whose handler throws is refused and logged with the stack', async () => {
    expect(await answer('stopMining', null)).toEqual({
      ok: false,
      reason: 'the request stopMining failed: a bug',
    });
    await log.flush();
    expect(lines[0]?.text).toMatch(/the request stopMining failed: Error: a bug\n +at /);
  });
});
