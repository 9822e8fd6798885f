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

  it('logs a handler that throws and lets the page know', async () => {
    await expect(call('stopMining', null)).rejects.toThrow('a bug');
    await log.flush();
    expect(lines[0]?.text).toContain('the request stopMining failed');
  });
});
