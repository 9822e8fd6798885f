/** Log lines on a real stdout: a file or a pipe, whose reader is slow or gone. */
import { closeSync, openSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { formatLogJson } from './log-json.ts';
import { formatLogLine } from './log-line.ts';
import { openTerminalSink } from './terminal-sink.ts';
import { logRecord } from './tests/log-records.ts';
import { fileStdout, pipeStdout } from './tests/test-stdout.ts';

const records = [logRecord({ text: 'one' }), logRecord({ text: 'Grüße' })];
const lines = (format: (record: (typeof records)[number]) => string): string =>
  records.map((record) => `${format(record)}\n`).join('');
const onGone = (): void => {
  throw new Error('the reader is there');
};

it.each([
  ['text', false, lines((record) => formatLogLine(record, { colours: false }))],
  ['text', true, lines((record) => formatLogLine(record, { colours: true }))],
  ['json', true, lines(formatLogJson)],
] as const)('writes %s, to a terminal: %s', async (format, isTerminal, expected) => {
  vi.stubEnv('NO_COLOR', '');
  vi.stubEnv('TERM', 'xterm');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { stdout, written } = fileStdout();
  const platform = 'linux';
  await openTerminalSink({ format, onGone, stdout, isTerminal, platform })(records);
  expect(written()).toBe(expected);
});

it('takes a file for no terminal, on Windows too', async () => {
  const { stdout, written } = fileStdout();
  const console = { write: () => expect.unreachable() };
  await openTerminalSink({ format: 'text', onGone, stdout, platform: 'win32', console })(records);
  expect(written()).toBe(lines((record) => formatLogLine(record, { colours: false })));
});

it.skipIf(process.platform === 'win32')('waits for a reader that is slow', async () => {
  const { stdout, read } = pipeStdout();
  // Three times what a pipe holds.
  const text = 'x'.repeat(200_000);
  const writing = openTerminalSink({ format: 'text', onGone, stdout })([logRecord({ text })]);
  let isWritten = false;
  void Promise.resolve(writing).then(() => (isWritten = true));
  let heard = '';
  const readOn = (): void => {
    try {
      heard += read();
    } catch {
      // Nothing is in the pipe just now.
    }
    if (!isWritten) setImmediate(readOn);
  };
  readOn();
  await writing;
  readOn();
  expect(heard).toBe(`${formatLogLine(logRecord({ text }), { colours: false })}\n`);
});

it.skipIf(process.platform === 'win32')('hears once of a reader that is gone', async () => {
  const { stdout, close } = pipeStdout();
  close();
  let gone = 0;
  const sink = openTerminalSink({ format: 'text', onGone: () => (gone += 1), stdout });
  await sink(records);
  await sink(records);
  expect(gone).toBe(1);
});

it.skipIf(process.platform !== 'linux')('says once that the disk is full', async () => {
  const heard: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    heard.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  const stdout = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(stdout));
  const sink = openTerminalSink({ format: 'text', onGone, stdout });
  await sink(records);
  await sink(records);
  expect(heard).toEqual([
    'the log cannot be written to stdout: ENOSPC: no space left on device, write\n',
  ]);
});
