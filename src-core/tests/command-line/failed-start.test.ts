/** Starts of the program in a terminal that fail, and limits that it meets. */
import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { layEasyPractice } from '../easy-practice.ts';
import { it, MINE, stopped } from './headless-test.ts';

describe.skipIf(process.platform === 'win32')('a limit of open files', () => {
  it('is named in the log when connections are dropped because of it', async ({
    program: { folder, start },
  }) => {
    await layEasyPractice(folder, 'singleton', 50_000);
    const words = [
      ...['--data-dir', folder, '--practice', '--practice-graph', 'singleton'],
      ...['--worker', 'stratum', '--stratum-interface', '127.0.0.1', '--stratum-port', '0'],
    ];
    const run = start(words, {}, ['/bin/sh', '-c', 'ulimit -n 64; exec "$@"', 'sh']);
    const port = Number(/ port (\d+)/.exec(await run.line('listening on 127.0.0.1'))?.[1]);
    await run.line('got new work');
    const sockets = Array.from({ length: 80 }, (_, index) => {
      // Ten addresses: each may have only a part of the connections.
      return connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${1 + (index % 10)}` });
    });
    for (const socket of sockets) socket.on('error', () => undefined);
    try {
      const line = await run.line('the limit of 64 open files and connections is reached');
      expect(line).toMatch(/ Error \[\] .*connections are dropped\. Raise it .*ulimit -n/);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    expect(await stopped(run)).toBe(0);
  }, 60_000);
});

describe('a start that fails', () => {
  it('refuses a wrong option with a reason, status 1, and starts nothing', async ({
    program: { heddle },
  }) => {
    const run = heddle('--practice', '--node', 'nonsense');
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain('option --node is "nonsense": expected host:port');
    expect(run.lines).toEqual([]);
  });

  it('shows what cannot be seen in the words it refuses', async ({ program: { heddle } }) => {
    const run = heddle('--node', 'a\u202eb\u009b31m\u200b:1848');
    expect(await run.ended).toBe(1);
    expect(run.errors()).toMatch(/^[\n\x20-\x7e]+$/);
    expect(run.errors()).toContain('\\u202e');
  });

  it('says that a public key is missing', async ({ program: { heddle } }) => {
    const run = heddle('--node', '127.0.0.1:1');
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toContain('Mining needs a public key');
  });

  it('says it on stderr when the log is quiet', async ({ program: { heddle } }) => {
    const run = heddle('--node', '127.0.0.1:1', '--log-level', 'quiet', '--public-key', 'abc');
    expect(await run.ended).toBe(1);
    expect(run.lines).toEqual([]);
    expect(run.errors()).toContain('publicKey has 3 hex digits instead of 64');
  });

  it('names a metrics port that is taken', async ({ program: { heddle } }) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const run = heddle(...MINE, '--metrics-port', String(port));
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toContain(`port ${port} is in use by another program`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('names a folder for its files that cannot be created', async ({
    program: { folder, start },
  }) => {
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    const run = start([...MINE, '--data-dir', join(file, 'data'), '--log-level', 'quiet']);
    expect(await run.ended).toBe(1);
    expect(run.lines).toEqual([]);
    expect(run.errors()).toMatch(
      /^The folder \S+in-the-way\/data cannot be created \(ENOTDIR[^\n]*\)\. Name another one with --data-dir\.\n$/,
    );
  });

  it('names a log file that cannot be written', async ({ program: { folder, heddle } }) => {
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    const run = heddle(...MINE, '--log-file', join(file, 'heddle.log'));
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain(`log file ${join(file, 'heddle.log')} cannot be written`);
  });
});
