import { describe, expect, it, vi } from 'vitest';
import type { LogRecord } from './log-record.ts';
import { createLog } from './logger.ts';

describe('the logger', () => {
  it('stacks tags outermost first and lets through what its level allows', async () => {
    const seen: LogRecord[] = [];
    const log = createLog({ level: 'info', sink: (batch) => void seen.push(...batch) });
    const inner = log.logger.withTag('Thread 0').withTag('Worker');
    inner.info('one');
    inner.debug('not shown');
    log.setLevel('debug');
    inner.debug('two');
    log.setLevel('quiet');
    inner.error('not shown either');
    await log.flush();
    expect(seen.map(({ text, tags }) => [text, tags.join('|')])).toEqual([
      ['one', 'Thread 0|Worker'],
      ['two', 'Thread 0|Worker'],
    ]);
  });

  it('logs the right time after the computer slept', async () => {
    const wokenAtMs = Date.now() + 3_600_000;
    // The process's own clock stood still meanwhile.
    vi.spyOn(Date, 'now').mockReturnValue(wokenAtMs);
    const records: LogRecord[] = [];
    const log = createLog({ level: 'info', sink: (batch) => void records.push(...batch) });
    log.logger.info('awake');
    vi.restoreAllMocks();
    await log.flush();
    expect(records[0]?.timeMicros).toBe(wokenAtMs * 1000);
  });

  it('says whether debug messages are kept, and of which level each is', async () => {
    const levels: string[] = [];
    const sink = (batch: readonly LogRecord[]): void => {
      levels.push(...batch.map(({ level }) => level));
    };
    const { logger, setLevel, flush } = createLog({ level: 'info', sink });
    expect(logger.keepsDebug()).toBe(false);
    setLevel('debug');
    expect(logger.withTag('inner').keepsDebug()).toBe(true);
    for (const level of ['error', 'warn', 'info', 'debug'] as const) logger[level](level);
    await flush();
    expect(levels).toEqual(['error', 'warn', 'info', 'debug']);
  });

  it('drops what a slow sink cannot take, and logs the count before the next message', async () => {
    const seen: string[] = [];
    const sequences: number[] = [];
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = (): void => undefined;
    const firstBatch = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const log = createLog({
      level: 'info',
      queueLimit: 3,
      sink: async (batch) => {
        sequences.push(...batch.map(({ sequence }) => sequence));
        seen.push(...batch.map((entry) => `${entry.level} ${entry.tags.join('|')} ${entry.text}`));
        reached();
        await blocked;
      },
    });
    log.logger.info('first');
    await firstBatch;
    for (let index = 1; index <= 7; index += 1) log.logger.info(`waiting ${index}`);
    release();
    await log.flush();
    log.logger.withTag('later').warn('next');
    await log.flush();
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(seen).toEqual([
      'info  first',
      'info  waiting 1',
      'info  waiting 2',
      'info  waiting 3',
      'info  waiting 4',
      'error later Skipped 3 log messages.',
      'warn later next',
    ]);
  });
});

describe('a log sink that fails', () => {
  it('is reported, and gets the messages that follow', async () => {
    const faults: unknown[] = [];
    const seen: string[] = [];
    const log = createLog({
      level: 'info',
      onSinkError: (error) => faults.push(error),
      sink: (batch) => {
        if (batch[0]?.text === 'lost') throw new Error('disk full');
        seen.push(...batch.map((entry) => entry.text));
      },
    });
    log.logger.info('lost');
    await log.flush();
    log.logger.info('kept');
    await log.flush();
    expect(faults).toEqual([new Error('disk full')]);
    expect(seen).toEqual(['kept']);
  });
});

it('warns of messages that are lost where nothing else was said', async () => {
  const emitted = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const log = createLog({ level: 'info', sink: () => Promise.reject(new Error('disk full')) });
  log.logger.info('lost');
  await log.flush();
  expect(emitted.mock.calls).toEqual([['log messages were lost: Error: disk full']]);
  emitted.mockRestore();
});
