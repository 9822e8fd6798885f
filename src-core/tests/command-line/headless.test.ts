/** Mining in a terminal: its log, its files and its signals. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { PROGRAM_ARGV } from './child-program.ts';
import { itMines, MINE, stopped } from './headless-test.ts';

const LINE =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z (Error|Warn |Info |Debug) \[[^\u001b[\]]*\] [^\u001b]+$/;

describe('headless mining', () => {
  itMines(
    'prints whole lines of the known format without colours, and stops cleanly on Ctrl-C',
    async ({ program: { heddle } }) => {
      const run = heddle(...MINE, '--thread-count', '2', '--log-level', 'debug');
      await run.line('submitted work');
      expect(await run.line('Solved header')).toMatch(/\] Solved header with [1-9]\d* attempts\. /);
      // Which of the two threads has work first, or finds a block first, is chance.
      await run.line('[Thread 1] got new work for chain');
      expect(await stopped(run, 'SIGINT')).toBe(0);
      for (const line of run.lines) expect(line).toMatch(LINE);
      expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
      expect(run.errors()).toBe('');
    },
    60_000,
  );

  itMines(
    'stops cleanly when its terminal is closed',
    async ({ program: { heddle } }) => {
      const run = heddle(...MINE, '-c', '1');
      await run.line('got new work');
      expect(await stopped(run, 'SIGHUP')).toBe(0);
      expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
    },
    60_000,
  );

  itMines(
    'continues mining when the reader of its pipe is gone, and its log file says so',
    async ({ program: { folder, heddle } }) => {
      const logFile = join(folder, 'heddle.log');
      const run = heddle(...MINE, '-c', '1', '--log-level', 'debug', '--log-file', logFile);
      await run.line('got new work');
      run.child.stdout.destroy();
      const gone = 'Warn  [] the reader of stdout is gone: the log continues in its file';
      const logged = (): Promise<string> => readFile(logFile, 'utf8');
      await expect.poll(logged, { timeout: 30_000 }).toContain(gone);
      const after = async (): Promise<string> => (await logged()).split(gone)[1] ?? '';
      await expect.poll(after, { timeout: 30_000 }).toContain('submitted work');
      expect(await stopped(run)).toBe(0);
      expect(run.errors()).toBe('');
      expect(await logged()).toMatch(/Info {2}\[\] stopped\n$/);
    },
    90_000,
  );

  itMines(
    'ends with 141 and a word on stderr when the reader of its only log is gone',
    async ({ program: { heddle } }) => {
      const run = heddle(...MINE, '-c', '1', '--log-level', 'debug');
      await run.line('got new work');
      run.child.stdout.destroy();
      expect(await run.ended).toBe(141);
      expect(run.errors()).toBe(
        'The reader of the log on stdout is gone, and there is no --log-file: mining ends.\n',
      );
    },
    60_000,
  );

  itMines.runIf(existsSync('/dev/full'))(
    'continues mining when stdout is full, and says so once',
    async ({ program: { folder } }) => {
      const logFile = join(folder, 'heddle.log');
      const full = await open('/dev/full', 'w');
      const argv = [...MINE, '-c', '1', '--data-dir', folder, '--log-file', logFile];
      const child = spawn(process.execPath, [...PROGRAM_ARGV, ...argv], {
        stdio: ['ignore', full.fd, 'pipe'],
      });
      let errors = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
      const ended = new Promise((resolve) => child.once('close', resolve));
      try {
        const logged = (): Promise<string> => readFile(logFile, 'utf8').catch(() => '');
        await expect.poll(logged, { timeout: 30_000 }).toContain('at height 2, difficulty');
      } finally {
        child.kill('SIGTERM');
      }
      expect(await ended).toBe(0);
      await full.close();
      expect(errors.match(/cannot be written to stdout: ENOSPC/g)).toHaveLength(1);
    },
    60_000,
  );

  itMines(
    'writes its log file although the reader of its pipe is gone',
    async ({ program: { folder, start } }) => {
      const logFile = join(folder, 'heddle.log');
      const run = start([
        ...['--practice', '--practice-graph', 'petersen', '--practice-disable-pow'],
        ...['--worker', 'simulation', '--hash-rate', '1e30', '--log-level', 'debug'],
        ...['--log-file', logFile, '--data-dir', join(folder, 'without-pow')],
      ]);
      await run.line('got new work');
      run.child.stdout.pause();
      // More than what fits into the pipe, and into the buffers of its two ends.
      const size = (): Promise<number> => stat(logFile).then((found) => found.size);
      await expect.poll(size, { timeout: 50_000 }).toBeGreaterThan(300_000);
      run.child.stdout.resume();
      expect(await stopped(run)).toBe(0);
    },
    60_000,
  );

  itMines(
    'continues with its practice chains the next time',
    async ({ program: { heddle } }) => {
      const first = heddle(...MINE, '-c', '1');
      await first.line('at height 2, difficulty');
      expect(await stopped(first)).toBe(0);
      const again = heddle(...MINE, '-c', '1');
      await again.line('at height');
      expect(await stopped(again)).toBe(0);
      expect(again.lines.filter((line) => line.includes('on chain'))).not.toContainEqual(
        expect.stringContaining('at height 1,'),
      );
    },
    60_000,
  );

  itMines(
    'writes JSON lines, to a file as well',
    async ({ program: { folder, heddle } }) => {
      const logFile = join(folder, 'logs', 'heddle.log');
      const run = heddle(...MINE, '--log-format', 'json', '--log-file', logFile);
      await run.line('got new work');
      expect(await stopped(run)).toBe(0);
      const records = run.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(records.at(-1)).toMatchObject({ level: 'info', tags: [], text: 'stopped' });
      expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 1));
      expect(await readFile(logFile, 'utf8')).toBe(run.lines.map((line) => `${line}\n`).join(''));
    },
    60_000,
  );

  itMines(
    'serves metrics of what it does',
    async ({ program: { heddle } }) => {
      const run = heddle(...MINE, '--metrics-port', '0');
      const url = (await run.line('served at')).replace(/^.*served at /, '');
      await run.line('at height 2, difficulty');
      const text = await (await fetch(url)).text();
      expect(text).toMatch(/^heddle_build_info\{version="[\d.]+"\} 1$/m);
      expect(text).toMatch(/^heddle_phase\{phase="mining"\} 1$/m);
      expect(text).toMatch(/^heddle_own_blocks\{state="accepted"\} [1-9]/m);
      // Absent for the moment between a block and the next work.
      const textNow = async (): Promise<string> => (await fetch(url)).text();
      await expect.poll(textNow).toMatch(/^heddle_difficulty_hashes \d/m);
      expect(text).toMatch(
        /^heddle_node_latency_seconds\{node="http:\/\/127\.0\.0\.1:\d+\/?"\} 0\./m,
      );
      expect(await stopped(run)).toBe(0);
    },
    60_000,
  );

  itMines(
    'warns once of keys without effect, of values that cannot be used and of unknown log levels',
    async ({ program: { folder, heddle } }) => {
      const file = join(folder, 'old.yaml');
      await writeFile(file, 'theirs: 1\nlogLevel: chatty\nstratumRate: 0\n');
      const run = heddle(...MINE, '--config-file', file);
      await run.line('submitted work');
      expect(await stopped(run)).toBe(0);
      const warnings = run.lines.filter((line) => line.includes(' Warn  ['));
      expect(warnings.filter((line) => line.includes('key "theirs" is not known'))).toHaveLength(1);
      expect(warnings.filter((line) => line.includes('stratumRate is 0, which'))).toHaveLength(1);
      expect(warnings.filter((line) => line.includes('log level "chatty" is not'))).toHaveLength(1);
      expect(run.lines.some((line) => line.includes(' Debug ['))).toBe(true);
    },
    60_000,
  );
});
