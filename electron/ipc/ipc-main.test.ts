import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import type { LogRecord } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import { requestChannel } from './ipc-channels.ts';
import { answerRequests } from './ipc-main.ts';

type Listener = (event: { senderFrame: { url: string } | null }, ...given: unknown[]) => unknown;

const { registered } = vi.hoisted(() => ({ registered: new Map<string, Listener>() }));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: Listener) => registered.set(channel, listener),
  },
}));

const PAGE = { senderFrame: { url: 'app://heddle/' } };
const lines: LogRecord[] = [];
const log = createLog({ level: 'debug', sink: (batch) => void lines.push(...batch) });
let trusted = true;

function call(name: Parameters<typeof requestChannel>[0], ...given: unknown[]): Promise<unknown> {
  const listener = registered.get(requestChannel(name));
  if (listener === undefined) throw new Error(`${name} is not registered`);
  return Promise.resolve(listener(PAGE, ...given));
}

const notAsked = (): never => {
  throw new Error('not part of this test');
};
function nested(wrap: (value: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let i = 0; i < 5_000; i++) value = wrap(value);
  return value;
}

function circle(): unknown {
  const value: Record<string, unknown> = {};
  value['node'] = value;
  return value;
}

function raise(message: string): never {
  throw new Error(message);
}

const handlers: RequestHandlers = {
  getState: notAsked,
  startMining: () => ({ ok: true }),
  stopMining: () => Promise.reject(new Error('a bug')),
  saveConfig: (changes) => ({
    ok: false,
    failure: { kind: 'clipboard', detail: JSON.stringify(changes) },
  }),
  chooseConfigFile: notAsked,
  applyConfigFile: notAsked,
  exportConfig: notAsked,
  savePreferences: notAsked,
  generateKey: notAsked,
  checkNode: notAsked,
  getHistory: notAsked,
  getBlocks: notAsked,
  countBlocks: notAsked,
  getMachineHistory: notAsked,
  getConnectAddresses: notAsked,
  answerMachine: notAsked,
  tryExternal: notAsked,
  saveLogs: notAsked,
  copyText: notAsked,
  resetPractice: notAsked,
  answerClose: notAsked,
};

beforeEach(() => {
  registered.clear();
  lines.length = 0;
  trusted = true;
  answerRequests(handlers, () => trusted, log.logger);
});

describe('answerRequests', () => {
  it('registers every request of the contract', () => {
    const channels = Object.keys(handlers).map((name) => `heddle:request:${name}`);
    expect([...registered.keys()].sort()).toEqual(channels.sort());
  });

  it('hands the checked argument to the handler', async () => {
    expect(await call('startMining', null)).toEqual({ ok: true });
    expect(await call('saveConfig', { threadCount: 4 })).toEqual({
      ok: false,
      failure: { kind: 'clipboard', detail: '{"threadCount":4}' },
    });
  });

  it('rejects a sender that is not the page, with a log line', async () => {
    trusted = false;
    await expect(call('startMining', null)).rejects.toThrow('may not ask');
    await log.flush();
    expect(lines).toMatchObject([
      { level: 'error', text: 'rejected the request startMining from app://heddle/' },
    ]);
  });

  it.each([[[]], [[{}]], [[null, null]]])('rejects wrong arguments: %j', async (given) => {
    await expect(call('startMining', ...given)).rejects.toThrow('wrong arguments for startMining');
    await log.flush();
    expect(lines).toMatchObject([{ level: 'error' }]);
  });

  const names = Object.keys(handlers) as (keyof RequestHandlers)[];

  /** Sends a value with a request: what is said about it is short. */
  async function send(name: keyof RequestHandlers, given: unknown): Promise<void> {
    lines.length = 0;
    await call(name, given).catch((error: Error) => expect(error.message.length).toBeLessThan(400));
    await log.flush();
    for (const { text } of lines) {
      // A handler of this test that was reached throws, with its stack.
      if (!text.startsWith('the request')) expect(text.length).toBeLessThan(400);
    }
  }

  it('answers or rejects any value in a short line', async () => {
    const value = fc.anything({
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withDate: true,
    });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), value, send), { numRuns: 300 });
  });

  it.each<[string, () => unknown]>([
    ['lists in lists', () => nested((value) => [value])],
    ['objects in objects', () => nested((value) => ({ node: value }))],
    ['a text of lists', () => ({ text: nested((value) => [value]) })],
    ['a circle', () => circle()],
    ['a circle within', () => ({ text: circle() })],
    ['many bytes', () => new Uint8Array(1_000_000)],
    ['many keys', () => Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]))],
    ['a long key', () => ({ ['x'.repeat(1_000_000)]: 1 })],
    ['many wrong items', () => ({ fallbackNodes: Array.from({ length: 20_000 }, () => 7) })],
    ['a long text', () => ({ question: 1, accept: 'x'.repeat(1_000_000) })],
  ])('answers or rejects %s in a short line', async (_what, make) => {
    for (const name of names) await send(name, make());
  });

  it('rejects a value that breaks its reader, with a line in the log', async () => {
    const breaking = new Proxy({}, { ownKeys: () => raise('cannot be looked at') });
    await expect(call('saveConfig', breaking)).rejects.toThrow('wrong arguments for saveConfig');
    await log.flush();
    expect(lines).toMatchObject([{ level: 'error' }]);
  });

  it('rejects bytes without counting them', async () => {
    await expect(call('saveConfig', new Uint8Array(3))).rejects.toThrow('expected an object');
    await log.flush();
    expect(lines.length).toBe(1);
  });

  it('logs a handler that throws and lets the page know', async () => {
    await expect(call('stopMining', null)).rejects.toThrow('a bug');
    await log.flush();
    expect(lines[0]?.text).toContain('the request stopMining failed');
  });
});
