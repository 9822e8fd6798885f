import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnouncer } from '../../contract/announcer.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import { REQUEST_NAMES } from '../../contract/names.ts';
import { createLog } from '../../src-core/index.ts';
import type { LogRecord } from '../../src-core/index.ts';
import { requestChannel } from './ipc-channels.ts';
import { answerRequests, forwardAnnouncements } from './ipc-main.ts';

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

const handlers = {
  startMining: () => ({ ok: true }),
  stopMining: () => Promise.reject(new Error('a bug')),
  copyText: ({ text }) => ({ ok: false, failure: { kind: 'clipboard', detail: text } }),
} as Partial<RequestHandlers> as RequestHandlers;

beforeEach(() => {
  registered.clear();
  lines.length = 0;
  trusted = true;
  answerRequests(handlers, () => trusted, log.logger);
});

describe('answerRequests', () => {
  it('registers every request of the contract', () => {
    const channels = REQUEST_NAMES.map((name) => `heddle:request:${name}`);
    expect([...registered.keys()].sort()).toEqual(channels.sort());
  });

  it('passes the argument to the handler and returns its answer', async () => {
    expect(await call('startMining', null)).toEqual({ ok: true });
    expect(await call('copyText', { text: 'a' })).toEqual({
      ok: false,
      failure: { kind: 'clipboard', detail: 'a' },
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

  it('logs a handler that throws, and rejects', async () => {
    await expect(call('stopMining', null)).rejects.toThrow('a bug');
    await log.flush();
    expect(lines[0]?.text).toContain('the request stopMining failed');
  });
});

describe('forwardAnnouncements', () => {
  it('sends to the page there is, and to none that is gone or has crashed', () => {
    const sent: unknown[] = [];
    const contents = {
      isDestroyed: () => false,
      isCrashed: () => false,
      send: (channel: string, content: unknown) => sent.push([channel, content]),
    };
    let page: typeof contents | null = null;
    const announcer = createAnnouncer();
    forwardAnnouncements(announcer, () => page as never);
    announcer.announce('logs', []);
    page = { ...contents, isCrashed: () => true };
    announcer.announce('logs', []);
    page = contents;
    announcer.announce('closeAsked', null);
    expect(sent).toEqual([['heddle:announce:closeAsked', null]]);
  });
});
