import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile } from './log-file.ts';
import { formatLogLine } from './log-line.ts';
import { formatLogJson } from './log-json.ts';
import { isLogged } from './log-record.ts';
import type { LogRecord } from './log-record.ts';
import { createLog } from './logger.ts';

const record = (changes: Partial<LogRecord> = {}): LogRecord => ({
  sequence: 1,
  timeMicros: Date.UTC(2026, 10, 22, 23, 4, 52, 275) * 1000 + 477,
  level: 'info',
  tags: ['Thread 0', 'Worker'],
  text: 'got new work for chain ChainId 0',
  ...changes,
});

describe('a log line', () => {
  it('has time, padded level, stacked tags and text', () => {
    expect(formatLogLine(record(), { colours: false })).toBe(
      '2026-11-22T23:04:52.2754770Z Info  [Thread 0|Worker] got new work for chain ChainId 0',
    );
    expect(formatLogLine(record({ level: 'error', tags: [] }), { colours: false })).toBe(
      '2026-11-22T23:04:52.2754770Z Error [] got new work for chain ChainId 0',
    );
  });

  it.each([
    ['error', '91mError'],
    ['warn', '95mWarn '],
    ['info', '93mInfo '],
    ['debug', '94mDebug'],
  ] as const)('colours %s as the terminal shows it', (level, piece) => {
    expect(formatLogLine(record({ level, text: 'x' }), { colours: true })).toBe(
      '\u001b[36m2026-11-22T23:04:52.2754770Z\u001b[0m ' +
        `\u001b[${piece}\u001b[0m [\u001b[32mThread 0\u001b[0m|\u001b[32mWorker\u001b[0m] x`,
    );
  });

  it('shows control characters of peers escaped, so that they cannot forge lines', () => {
    const line = formatLogLine(record({ text: 'a\nb\u001b[31m\u0000', tags: ['t\r'] }), {
      colours: false,
    });
    expect(line.endsWith('[t\\r] a\\nb\\u001b[31m\\u0000')).toBe(true);
  });
});

describe('a log message as JSON', () => {
  it('is one object on one line, whatever is in it', () => {
    const line = formatLogJson(record({ text: 'a\nb\u2028"\u001b', tags: ['t\r'], sequence: 7 }));
    expect(line).not.toMatch(/[\n\r\u2028\u001b]/);
    expect(JSON.parse(line)).toEqual({
      time: '2026-11-22T23:04:52.2754770Z',
      level: 'info',
      tags: ['t\r'],
      text: 'a\nb\u2028"\u001b',
      sequence: 7,
    });
  });
});

describe('levels', () => {
  const SETTINGS = ['quiet', 'error', 'warn', 'info', 'debug', 'anything else'];
  it.each([
    ['error', 5],
    ['warn', 4],
    ['info', 3],
    ['debug', 2],
  ] as const)('let %s through at the last %d settings', (level, count) => {
    const open = SETTINGS.filter((setting) => isLogged(level, setting));
    expect(open).toEqual(SETTINGS.slice(-count));
  });
});

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

  it('tells the right time after the computer slept', async () => {
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

  it('drops what a slow sink cannot take, counts it and says so before the next message', async () => {
    const seen: string[] = [];
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

describe('a sink that fails', () => {
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

describe('a log file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heddle-log-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('sets full files aside and keeps no more than told', async () => {
    const file = openLogFile({ path: join(folder, 'logs', 'heddle.log'), maxBytes: 150, keep: 2 });
    for (let index = 1; index <= 20; index += 1) {
      await file.write([record({ text: `message ${index}`, tags: [] })]);
    }
    const names = (await readdir(join(folder, 'logs'))).sort();
    expect(names).toEqual(['heddle.log', 'heddle.log.1', 'heddle.log.2']);
    const texts = await Promise.all(
      names.map((name) => readFile(join(folder, 'logs', name), 'utf8')),
    );
    expect(texts[0]).toContain('message 20');
    expect(texts.join('')).not.toContain('message 1\n');
  });

  it('is written in another format where that is wanted', async () => {
    const path = join(folder, 'heddle.log');
    const file = openLogFile({ path, maxBytes: 1e6, keep: 1, format: ({ text }) => `<${text}>` });
    await file.write([record({ text: 'a' }), record({ text: 'b' })]);
    expect(await readFile(path, 'utf8')).toBe('<a>\n<b>\n');
  });

  it('goes on where an earlier run stopped', async () => {
    const path = join(folder, 'heddle.log');
    await openLogFile({ path, maxBytes: 1e6, keep: 1 }).write([record({ text: 'before' })]);
    await openLogFile({ path, maxBytes: 1e6, keep: 1 }).write([record({ text: 'after' })]);
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});
