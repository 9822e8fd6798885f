/** The program in a terminal, as a child process. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../cli.ts', import.meta.url));
const LINE =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z (Error|Warn |Info |Debug) \[[^\u001b[\]]*\] [^\u001b]+$/;

let folder = '';
let running: ChildProcessWithoutNullStreams | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-headless-'));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: string[];
  errors(): string;
  /** Resolves with the next line that contains `text`; rejects when the program ends before. */
  line(text: string): Promise<string>;
  readonly ended: Promise<number | null>;
}

function heddle(...words: string[]): Run {
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    PROGRAM,
    '--data-dir',
    folder,
    ...words,
  ]);
  running = child;
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    lines,
    errors: () => errors,
    ended,
    line: (text) =>
      new Promise((resolve, reject) => {
        const look = (line: string): void => {
          if (!line.includes(text)) return;
          reader.off('line', look);
          resolve(line);
        };
        reader.on('line', look);
        child.on('close', () => reject(new Error(`ended without "${text}": ${errors}`)));
      }),
  };
}

const mine = ['--practice', '--practice-graph', 'triangle', '--worker', 'cpu'];

describe('headless mining', () => {
  it('prints whole lines of the known format without colours, and stops cleanly on Ctrl-C', async () => {
    const run = heddle(...mine, '--thread-count', '2', '--log-level', 'debug');
    await run.line('submitted work');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    for (const line of run.lines) expect(line).toMatch(LINE);
    expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
    expect(run.lines.some((line) => line.includes('[Thread 1] got new work for chain'))).toBe(true);
    expect(run.errors()).toBe('');
  }, 60_000);

  it('goes on with its practice chains the next time', async () => {
    const first = heddle(...mine, '-c', '1');
    await first.line('at height 2, difficulty');
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const again = heddle(...mine, '-c', '1');
    await again.line('at height');
    again.child.kill('SIGTERM');
    await again.ended;
    expect(again.lines.filter((line) => line.includes('on chain'))).not.toContainEqual(
      expect.stringContaining('at height 1,'),
    );
  }, 120_000);

  it('refuses a wrong option with a reason, status 1, and starts nothing', async () => {
    const run = heddle('--practice', '--node', 'nonsense');
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain('key node is "nonsense": expected host:port');
    expect(run.lines).toEqual([]);
  });

  it('says what is missing when nobody would be paid', async () => {
    const run = heddle('--node', '127.0.0.1:1');
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toContain('Enter your public key.');
  });
});
