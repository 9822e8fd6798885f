/** The log of a program without a window, in its file and on a stdout that may be slow or gone. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { unwrap } from '../result.ts';
import { openHeadlessLog } from './headless-log.ts';
import type { Log } from './logger.ts';
import { fileStdout, pipeStdout, testFolder } from './tests/test-stdout.ts';

type Options = Parameters<typeof openHeadlessLog>[0];

const DEFAULTS: Options = {
  ...{ logLevel: 'info', logFormat: 'text', logFile: null },
  onTerminalGone: () => expect.unreachable(),
};

async function opened(options: Partial<Options>): Promise<Log> {
  return unwrap(await openHeadlessLog({ ...DEFAULTS, ...options }));
}

/** The text of each line. */
const textsOf = (lines: string): (string | undefined)[] =>
  lines.split('\n').map((line) => /\[\] (.*)/.exec(line)?.[1]);

it.each([
  ['text', /^\S+ Info {2}\[\] hello\n$/],
  ['json', /^\{.*"level":"info","tags":\[\],"text":"hello".*\}\n$/],
] as const)('is written to stdout and a file as %s', async (logFormat, line) => {
  const { stdout, written } = fileStdout();
  const logFile = join(testFolder(), 'logs', 'heddle.log');
  for (const file of [null, logFile]) {
    const log = await opened({ logFormat, stdout, logFile: file });
    log.logger.info('hello');
    log.logger.debug('not logged');
    await log.flush();
  }
  const file = readFileSync(logFile, 'utf8');
  expect(file).toMatch(line);
  const lines = written().split(/(?<=\n)/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(line);
  expect(lines[1]).toBe(file);
});

it('does not open where its file cannot be written, which is made at once', async () => {
  const folder = testFolder();
  const logFile = join(folder, 'heddle.log');
  await opened({ ...fileStdout(), logFile });
  expect(existsSync(logFile)).toBe(true);
  const beyond = join(logFile, 'x.log');
  const answer = await openHeadlessLog({ ...DEFAULTS, ...fileStdout(), logFile: beyond });
  expect(answer).toEqual({
    ok: false,
    error: expect.stringMatching(/^log file .*x\.log cannot be written: E\w+: /),
  });
});

it('goes on on stdout where its file cannot be written any more, and says so once each time', async () => {
  const heard: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    heard.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  const { stdout, written } = fileStdout();
  const folder = join(testFolder(), 'logs');
  const logFile = join(folder, 'heddle.log');
  const log = await opened({ stdout, logFile });
  const say = async (...texts: string[]): Promise<void> => {
    for (const text of texts) {
      log.logger.info(text);
      await log.flush();
    }
  };
  rmSync(folder, { recursive: true });
  await say('a', 'b');
  mkdirSync(folder);
  await say('c');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  await say('d');
  expect(heard.map((line) => line.replace(/'.*\n/, '')).sort()).toEqual([
    `log file ${logFile}: ENOENT: no such file or directory, open `,
    `log file ${logFile}: ENOTDIR: not a directory, open `,
  ]);
  expect(textsOf(written())).toEqual(['a', 'b', 'c', 'd', undefined]);
});

it.skipIf(process.platform === 'win32')('is in its file though stdout is not read', async () => {
  const { stdout, read } = pipeStdout();
  const logFile = join(testFolder(), 'heddle.log');
  const log = await opened({ stdout, logFile });
  // More than a pipe holds.
  log.logger.info('x'.repeat(100_000));
  await expect.poll(() => readFileSync(logFile, 'utf8').length).toBeGreaterThan(100_000);
  log.logger.info('after it');
  await expect.poll(() => readFileSync(logFile, 'utf8')).toMatch(/after it\n$/);
  let heard = '';
  let isFlushed = false;
  const flushed = log.flush().then(() => (isFlushed = true));
  const readOn = (): void => {
    try {
      heard += read();
    } catch {
      // Nothing is in the pipe just now.
    }
    if (!isFlushed) setImmediate(readOn);
  };
  readOn();
  await flushed;
  readOn();
  expect(heard).toMatch(/x\n.* after it\n$/);
});

it.skipIf(process.platform === 'win32')('goes on in its file where stdout is gone', async () => {
  const { stdout, close } = pipeStdout();
  close();
  const logFile = join(testFolder(), 'heddle.log');
  const log = await opened({ stdout, logFile });
  for (const text of ['a', 'b']) {
    log.logger.info(text);
    await log.flush();
    await log.flush();
  }
  expect(textsOf(readFileSync(logFile, 'utf8'))).toEqual([
    ...['a', 'the reader of stdout is gone: the log continues in its file', 'b'],
    undefined,
  ]);
  let gone = 0;
  const alone = await opened({ stdout, onTerminalGone: () => (gone += 1) });
  alone.logger.info('to nothing');
  await alone.flush();
  expect(gone).toBe(1);
});
