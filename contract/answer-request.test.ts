import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../src-core/index.ts';
import type { LogRecord } from '../src-core/index.ts';
import { answerRequest } from './answer-request.ts';
import type { RequestHandlers } from './answer-request.ts';
import { REQUEST_NAMES } from './names.ts';
import type { RequestName } from './screen-contract.ts';
import { hostileArgument, requestName } from './tests/hostile-arguments.ts';

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

describe('an argument of any kind', () => {
  const every = Object.fromEntries(
    REQUEST_NAMES.map((name) => [name, () => null]),
  ) as unknown as RequestHandlers;

  /** Whatever is said about it is short. */
  async function send(name: RequestName, argument: unknown): Promise<void> {
    lines.length = 0;
    const answered = await answerRequest(name, argument, every, log.logger);
    if (!answered.ok) expect(answered.reason.length).toBeLessThan(400);
    await log.flush();
    for (const { text } of lines) expect(text.length).toBeLessThan(400);
  }

  it('is accepted or refused in a short line', async () => {
    await fc.assert(fc.asyncProperty(requestName, hostileArgument, send), { numRuns: 300 });
  });

  it.each<[string, () => unknown]>([
    ['lists in lists', () => nested((value) => [value])],
    ['objects in objects', () => nested((value) => ({ node: value }))],
    ['a text of lists', () => ({ text: nested((value) => [value]) })],
    ['a cycle', () => cycle()],
    ['a cycle within', () => ({ text: cycle() })],
    ['many bytes', () => new Uint8Array(1_000_000)],
    ['many keys', () => Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]))],
    ['a long key', () => ({ ['x'.repeat(1_000_000)]: 1 })],
    ['many wrong items', () => ({ fallbackNodes: Array.from({ length: 20_000 }, () => 7) })],
    ['a long text', () => ({ question: 1, accept: 'x'.repeat(1_000_000) })],
  ])('is accepted or refused in a short line: %s', async (_what, make) => {
    for (const name of REQUEST_NAMES) await send(name, make());
  });

  it('is refused if reading it throws, with a line in the log', async () => {
    const ownKeys = (): never => {
      throw new Error('cannot be read');
    };
    expect(await answer('saveConfig', new Proxy({}, { ownKeys }))).toMatchObject({
      reason: expect.stringContaining('wrong arguments for saveConfig'),
    });
    await log.flush();
    expect(lines).toMatchObject([{ level: 'error' }]);
  });

  it('is refused as bytes without looking at each', async () => {
    expect(await answer('saveConfig', new Uint8Array(3))).toMatchObject({
      reason: expect.stringContaining('expected an object'),
    });
    await log.flush();
    expect(lines.length).toBe(1);
  });
});

function nested(wrap: (value: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let depth = 0; depth < 5_000; depth++) value = wrap(value);
  return value;
}

function cycle(): unknown {
  const value: Record<string, unknown> = {};
  value['node'] = value;
  return value;
}
