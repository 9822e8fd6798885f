/** How mining in a terminal begins and ends: its log, its words on stderr, its exit code. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { minerConfigSchema } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { createLog } from '../../logging/logger.ts';
import type { LogRecord } from '../../logging/log-record.ts';
import { createMiningSession } from '../../mining/mining-session.ts';
import type { SessionEvent } from '../../mining/session/session-events.ts';
import type { MiningSession } from '../../mining/session/session-types.ts';
import type { StartError } from '../../mining/start-error.ts';
import { err, ok } from '../../result.ts';
import { LOCK_FILE, takeDataLock } from '../../system/data-lock.ts';
import { collected } from '../../tests/collected-run.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { mineHeadless } from './mine-headless.ts';

const KEY = 'ab'.repeat(32);
const NO_KEY: StartError = {
  kind: 'public-key',
  setting: 'publicKey',
  reason: 'missing',
  digits: 0,
};
const NO_KEY_SENTENCE = 'Mining needs a public key to pay rewards to. Set publicKey.';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-mine-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A session that mines nothing. `announce` reaches its listeners. */
function scriptedSession(changes: Partial<MiningSession> = {}) {
  const listeners: ((event: SessionEvent) => void)[] = [];
  const session = {
    start: () => Promise.resolve(ok(null)),
    stop: () => Promise.resolve([]),
    close: () => Promise.resolve([]),
    subscribe: (listener: (event: SessionEvent) => void) => void listeners.push(listener),
    ...changes,
  };
  return {
    create: () => session as unknown as MiningSession,
    announce: (event: SessionEvent) => listeners.forEach((listener) => listener(event)),
  };
}

interface Mined extends InsideRun {
  readonly log: readonly string[];
}

interface Mining {
  readonly config?: Partial<MinerConfig>;
  readonly notices?: readonly string[];
  readonly createSession: typeof createMiningSession;
  /** Called at every line of the log. */
  readonly onLine?: (line: string, events: { signal(): void; gone(): void }) => void;
}

async function mined({ config, notices = [], createSession, onLine }: Mining): Promise<Mined> {
  const log: string[] = [];
  const before = new Set(process.listeners('SIGTERM'));
  const signal = (): void => {
    for (const listener of process.listeners('SIGTERM')) {
      if (!before.has(listener)) listener('SIGTERM');
    }
  };
  const openLog = (options: { onTerminalGone: () => void }) => {
    const events = { signal, gone: options.onTerminalGone };
    const take = ({ level, tags, text }: LogRecord): void => {
      const line = [level, ...tags, text].join(' ');
      log.push(line);
      onLine?.(line, events);
    };
    const sink = (batch: readonly LogRecord[]): void => batch.forEach(take);
    return Promise.resolve(ok(createLog({ level: 'debug', sink })));
  };
  const given = {
    kind: 'mine',
    dataDirectory: folder,
    notices,
    config: {
      ...minerConfigSchema.parse({ publicKey: KEY, worker: 'cpu', summaryEvery: 0 }),
      ...config,
    },
  } as const;
  const run = await collected(() => mineHeadless(given, undefined, { openLog, createSession }));
  return { ...run, log };
}

it('mines until a signal, and gives the data folder back', async () => {
  const run = await mined({
    config: { practice: true, threadCount: 1, publicKey: '' },
    createSession: createMiningSession,
    onLine: (line, { signal }) => {
      if (line.includes('got new work')) signal();
    },
  });
  expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const key = 'no public key given: practice blocks go to the new key ';
  expect(run.log[0]).toMatch(new RegExp(`^info ${key}[0-9a-f]{64}$`));
  expect(run.log).toContain('info stopping');
  expect(run.log.at(-1)).toBe('info stopped');
  const lock = takeDataLock(join(folder, LOCK_FILE), 'terminal');
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value();
});

it.each<[string, SessionEvent[], number, string[]]>([
  ['breaks down', [{ type: 'broke-down' }], 1, []],
  [
    'cannot resume',
    [{ type: 'resume-failed', error: NO_KEY, isTriedAgain: false }],
    1,
    [`error ${NO_KEY_SENTENCE}`],
  ],
  [
    'cannot resume yet, and is stopped later',
    [{ type: 'resume-failed', error: NO_KEY, isTriedAgain: true }],
    0,
    [`error ${NO_KEY_SENTENCE}`, 'info stopping'],
  ],
])('ends with a code where mining %s', async (_, events, code, lines) => {
  const { create, announce } = scriptedSession({
    start: () => {
      events.forEach(announce);
      return Promise.resolve(ok(null));
    },
  });
  const run = await mined({
    createSession: create,
    onLine: (line, { signal }) => {
      if (code === 0 && line.startsWith('error')) signal();
    },
  });
  expect(run).toEqual({ code, stdout: '', stderr: '', log: [...lines, 'info stopped'] });
});

it('fails where a part could not be closed', async () => {
  const { create, announce } = scriptedSession({
    start: () => {
      announce({ type: 'resume-failed', error: NO_KEY, isTriedAgain: true });
      return Promise.resolve(ok(null));
    },
    stop: () => Promise.resolve([{ part: 'outbox', detail: 'EIO' } as never]),
  });
  const run = await mined({
    createSession: create,
    notices: ['a notice'],
    onLine: (line, { signal }) => {
      if (line.startsWith('error')) signal();
    },
  });
  expect(run.code).toBe(1);
  expect(run.log).toEqual([
    'warn a notice',
    `error ${NO_KEY_SENTENCE}`,
    'info stopping',
    'info stopped',
  ]);
});

it.each(['warn', 'quiet'] as const)('says why it cannot start, with a log of %s', async (level) => {
  const { create } = scriptedSession({ start: () => Promise.resolve(err(NO_KEY)) });
  const run = await mined({ createSession: create, config: { logLevel: level } });
  const stderr = level === 'quiet' ? `${NO_KEY_SENTENCE}\n` : '';
  expect(run).toEqual({ code: 1, stdout: '', stderr, log: [`error ${NO_KEY_SENTENCE}`] });
});

it('says what is wrong where Heddle has a fault, and gives the data folder back', async () => {
  const run = await mined({
    createSession: () => {
      throw new Error('no session');
    },
  });
  expect(run.code).toBe(1);
  const said = 'error Heddle has ended because of a fault in it: no session';
  expect(run.log).toEqual([expect.stringMatching(/^debug Error: no session\n/), said]);
  const lock = takeDataLock(join(folder, LOCK_FILE), 'terminal');
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value();
});

it('ends where the reader of its only log is gone, at any time', async () => {
  const { create } = scriptedSession();
  const run = await mined({
    createSession: create,
    notices: ['a notice'],
    onLine: (_, { gone }) => gone(),
  });
  expect(run.code).toBe(141);
  expect(run.stderr).toBe(
    'The reader of the log on stdout is gone, and there is no --log-file: mining ends.\n',
  );
});

it('asks nothing of a folder that another Heddle has', async () => {
  const lock = takeDataLock(join(folder, LOCK_FILE), 'app');
  const { create } = scriptedSession();
  const run = await mined({ createSession: create });
  if (lock.ok) lock.value();
  expect(run.code).toBe(3);
  expect(run.log).toEqual([
    expect.stringMatching(/^error The folder \S+ is in use by the Heddle app \(process /),
  ]);
});

it.each([
  [null, 'info'],
  ['http://127.0.0.1:9/', 'warn'],
])('says which notices hardly come, with a webhook of %j at level %s', async (hook, level) => {
  const { create } = scriptedSession({ start: () => Promise.resolve(err(NO_KEY)) });
  const run = await mined({
    createSession: create,
    config: { worker: 'stratum', notifyWebhook: hook },
  });
  expect(run.log[0]).toBe(
    `${level} Notices Shares are whole blocks, so notices of these are rare or never come: rate-low, rejects-high. ` +
      'Set --stratum-difficulty period:10, for a share about every 10 s.',
  );
});

it('ends with a sentence where the log cannot be opened', async () => {
  const openLog = () => Promise.resolve(err('log file a cannot be written: EROFS'));
  const config = minerConfigSchema.parse({ publicKey: KEY });
  const given = { kind: 'mine', config, dataDirectory: folder, notices: [] } as const;
  const createSession = scriptedSession().create;
  const run = await collected(() => mineHeadless(given, undefined, { openLog, createSession }));
  const stderr = 'log file a cannot be written: EROFS\n';
  expect(run).toEqual({ code: 1, stdout: '', stderr });
});
