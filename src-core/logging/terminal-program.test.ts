/** What a program in a terminal says on stderr, and how it ends. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { outliveStderr, sayOnStderr } from './stderr-line.ts';
import { runTerminalProgram } from './terminal-program.ts';

/** Keeps what is said on stderr from the terminal of the tests. */
function heardOnStderr(): string[] {
  const heard: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    heard.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return heard;
}

it('shows what it is given on lines of their own, and all that is in it', () => {
  const heard = heardOnStderr();
  sayOnStderr('two\nlines\u001b[2J');
  expect(heard).toEqual(['two\nlines\\u001b[2J\n']);
});

it('goes on where stderr is gone, with one listener for it', () => {
  heardOnStderr();
  const before = process.stderr.listeners('error');
  process.stderr.removeAllListeners('error');
  outliveStderr();
  sayOnStderr('one');
  sayOnStderr('two');
  expect(process.stderr.listenerCount('error')).toBe(1);
  process.stderr.emit('error', new Error('EPIPE'));
  process.stderr.removeAllListeners('error');
  for (const listener of before) process.stderr.on('error', listener as () => void);
});

it('ends with the code of its run, or at once with a sentence about the fault', async () => {
  const heard = heardOnStderr();
  const { exitCode } = process;
  const codes: unknown[] = [];
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    codes.push(code);
    return undefined as never;
  });
  await runTerminalProgram('Heddle', () => Promise.resolve(7));
  codes.push(process.exitCode);
  process.exitCode = exitCode;
  await runTerminalProgram('Heddle', () => Promise.reject(new Error('no chain 99')));
  exit.mockRestore();
  expect(codes).toEqual([7, 1]);
  expect(heard).toEqual(['Heddle has ended because of a fault in it: no chain 99\n']);
});
