/** The program in a terminal, as a child process. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { chmod, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM_ARGV, startProgram } from './child-program.ts';
import type { ChildProgram } from './child-program.ts';
import { layEasyPractice } from '../easy-practice.ts';
import { serveHttp } from '../loopback-server.ts';
import { writeScripts } from '../script-workers.ts';
import type { ScriptFolder } from '../script-workers.ts';
import { ScriptedMachine } from '../scripted-machine.ts';

const LINE =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z (Error|Warn |Info |Debug) \[[^\u001b[\]]*\] [^\u001b]+$/;

let folder = '';
let running: ChildProgram | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-headless-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await rm(folder, { recursive: true, force: true });
});

function heddle(...argv: string[]): ChildProgram {
  running = startProgram(['--data-dir', folder, ...argv]);
  return running;
}

function stopped(
  run: ChildProgram,
  signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' = 'SIGTERM',
): Promise<number | null> {
  run.child.kill(signal);
  return run.ended;
}

const mine = ['--practice', '--practice-graph', 'triangle', '--worker', 'cpu'];

describe('headless mining', () => {
  // A block of 50 000 expected hashes takes part of a second, on a machine under load as well.
  beforeEach(() => layEasyPractice(folder, 'triangle', 50_000));

  it('prints whole lines of the known format without colours, and stops cleanly on Ctrl-C', async () => {
    const run = heddle(...mine, '--thread-count', '2', '--log-level', 'debug');
    await run.line('submitted work');
    expect(await run.line('Solved header')).toMatch(/\] Solved header with [1-9]\d* attempts\. /);
    // Which of the two threads has work first, or finds a block first, is chance.
    await run.line('[Thread 1] got new work for chain');
    expect(await stopped(run, 'SIGINT')).toBe(0);
    for (const line of run.lines) expect(line).toMatch(LINE);
    expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
    expect(run.errors()).toBe('');
  }, 60_000);

  it('stops cleanly when its terminal is closed', async () => {
    const run = heddle(...mine, '-c', '1');
    await run.line('got new work');
    expect(await stopped(run, 'SIGHUP')).toBe(0);
    expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
  }, 60_000);

  it('goes on mining when the reader of its pipe is gone, and its log file says so', async () => {
    const logFile = join(folder, 'heddle.log');
    const run = heddle(...mine, '-c', '1', '--log-level', 'debug', '--log-file', logFile);
    await run.line('got new work');
    run.child.stdout.destroy();
    const gone = 'Warn  [] the reader of stdout is gone: the log goes on in its file';
    const logged = (): Promise<string> => readFile(logFile, 'utf8');
    await expect.poll(logged, { timeout: 30_000 }).toContain(gone);
    const after = async (): Promise<string> => (await logged()).split(gone)[1] ?? '';
    await expect.poll(after, { timeout: 30_000 }).toContain('submitted work');
    expect(await stopped(run)).toBe(0);
    expect(run.errors()).toBe('');
    expect(await logged()).toMatch(/Info {2}\[\] stopped\n$/);
  }, 90_000);

  it('ends with 141 and a word on stderr when the reader of its only log is gone', async () => {
    const run = heddle(...mine, '-c', '1', '--log-level', 'debug');
    await run.line('got new work');
    run.child.stdout.destroy();
    expect(await run.ended).toBe(141);
    expect(run.errors()).toBe(
      'The reader of the log on stdout is gone, and there is no --log-file: mining ends.\n',
    );
  }, 60_000);

  it.runIf(existsSync('/dev/full'))(
    'goes on mining when stdout is full, and says so once',
    async () => {
      const logFile = join(folder, 'heddle.log');
      const full = await open('/dev/full', 'w');
      const argv = [...mine, '-c', '1', '--data-dir', folder, '--log-file', logFile];
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

  it('writes its log file although the reader of its pipe is gone', async () => {
    const logFile = join(folder, 'heddle.log');
    const run = startProgram([
      ...['--practice', '--practice-graph', 'petersen', '--practice-disable-pow'],
      ...['--worker', 'simulation', '--hash-rate', '1e30', '--log-level', 'debug'],
      ...['--log-file', logFile, '--data-dir', join(folder, 'without-pow')],
    ]);
    running = run;
    await run.line('got new work');
    run.child.stdout.pause();
    // More than what fits into the pipe, and into the buffers of its two ends.
    const size = (): Promise<number> => stat(logFile).then((found) => found.size);
    await expect.poll(size, { timeout: 50_000 }).toBeGreaterThan(300_000);
    run.child.stdout.resume();
    expect(await stopped(run)).toBe(0);
  }, 60_000);

  it('goes on with its practice chains the next time', async () => {
    const first = heddle(...mine, '-c', '1');
    await first.line('at height 2, difficulty');
    expect(await stopped(first)).toBe(0);
    const again = heddle(...mine, '-c', '1');
    await again.line('at height');
    expect(await stopped(again)).toBe(0);
    expect(again.lines.filter((line) => line.includes('on chain'))).not.toContainEqual(
      expect.stringContaining('at height 1,'),
    );
  }, 60_000);

  it('writes JSON lines, to a file as well', async () => {
    const logFile = join(folder, 'logs', 'heddle.log');
    const run = heddle(...mine, '--log-format', 'json', '--log-file', logFile);
    await run.line('got new work');
    expect(await stopped(run)).toBe(0);
    const records = run.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.at(-1)).toMatchObject({ level: 'info', tags: [], text: 'stopped' });
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 1));
    expect(await readFile(logFile, 'utf8')).toBe(run.lines.map((line) => `${line}\n`).join(''));
  }, 60_000);

  it('serves metrics of what it does', async () => {
    const run = heddle(...mine, '--metrics-port', '0');
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
  }, 60_000);

  it('warns once of keys without effect, of values that cannot be used and of unknown log levels', async () => {
    const file = join(folder, 'old.yaml');
    await writeFile(file, 'theirs: 1\nlogLevel: chatty\nstratumRate: 0\n');
    const run = heddle(...mine, '--config-file', file);
    await run.line('submitted work');
    expect(await stopped(run)).toBe(0);
    const warnings = run.lines.filter((line) => line.includes(' Warn  ['));
    expect(warnings.filter((line) => line.includes('key "theirs" is not known'))).toHaveLength(1);
    expect(warnings.filter((line) => line.includes('stratumRate is 0, which'))).toHaveLength(1);
    expect(warnings.filter((line) => line.includes('log level "chatty" is not'))).toHaveLength(1);
    expect(run.lines.some((line) => line.includes(' Debug ['))).toBe(true);
  }, 60_000);
});

describe('headless mining with every worker', () => {
  // One loop: of two that build on the same parent the node refuses one now and then.
  const practice = ['--practice', '--practice-graph', 'triangle', '--thread-count', '1'];
  const withoutPow = [...practice, '--practice-disable-pow'];
  let scripts: ScriptFolder;
  beforeEach(async () => {
    scripts = await writeScripts();
    await layEasyPractice(folder, 'triangle', 20_000);
  });
  afterEach(() => scripts.remove());

  /** The port in the line that says where the program listens. */
  async function portOf(run: ChildProgram, text: string): Promise<number> {
    return Number(/ port (\d+)/.exec(await run.line(text))?.[1]);
  }

  const workers: readonly {
    readonly worker: string;
    readonly options: () => readonly string[];
    /** What happens outside meanwhile. */
    readonly meanwhile?: (run: ChildProgram) => Promise<void>;
  }[] = [
    { worker: 'cpu', options: () => practice },
    {
      worker: 'external',
      options: () => [...practice, '--external-worker-cmd', scripts.command('argv-and-stdin')],
    },
    { worker: 'simulation', options: () => [...withoutPow, '--hash-rate', '1M'] },
    {
      worker: 'constant-delay',
      options: () => [...withoutPow, '--constant-delay-block-time', '1'],
    },
    {
      worker: 'on-demand',
      options: () => [...withoutPow, '--on-demand-interface', '127.0.0.1', '--on-demand-port', '0'],
      async meanwhile(run) {
        const port = await portOf(run, 'listening for requests on');
        await run.line('got new work');
        expect(run.lines.some((line) => line.includes('submitted work'))).toBe(false);
        const url = `http://127.0.0.1:${port}/make-blocks`;
        const response = await fetch(url, { method: 'POST', body: '{"0": 1}' });
        expect(await response.text()).toBe('[]');
      },
    },
    {
      worker: 'stratum',
      options: () => [...practice, '--stratum-interface', '127.0.0.1', '--stratum-port', '0'],
      async meanwhile(run) {
        const port = await portOf(run, 'listening on 127.0.0.1');
        const machine = await ScriptedMachine.start(port, 'account.rig');
        const isIn = async (): Promise<boolean> => {
          // The newest job: an older one's block is not new any more.
          const job = machine.jobs.at(-1) ?? (await machine.job());
          return (await machine.submit(job, machine.find(job))).result === true;
        };
        while (!(await isIn()));
        await run.line('submitted work');
        await machine.leave();
      },
    },
  ];

  it.each(workers)(
    'hands in accepted blocks of $worker, and stops cleanly',
    async ({ worker, options, meanwhile }) => {
      // That the node took a block is a debug line.
      const run = heddle('--worker', worker, '--log-level', 'debug', ...options());
      await meanwhile?.(run);
      await run.line('submitted work');
      expect(await stopped(run)).toBe(0);
      expect(run.lines.filter((line) => / (Error|Warn ) /.test(line))).toEqual([]);
      expect(run.errors()).toBe('');
    },
    60_000,
  );

  it('logs what an external program says at debug, under its thread and Worker', async () => {
    const command = `echo "device $CHAINWEB_WORKER_ID" >&2; ${scripts.command('argv-and-stdin')}`;
    const run = heddle(
      ...['--worker', 'external', '--practice', '--practice-graph', 'triangle'],
      ...['--thread-count', '2', '--log-level', 'debug'],
      ...['--external-worker-cmd', command],
    );
    const lines = await Promise.all([run.line('device 0'), run.line('device 1')]);
    expect(await stopped(run)).toBe(0);
    expect(lines[0]).toMatch(/Z Debug \[Thread 0\|Worker\] device 0$/);
    expect(lines[1]).toMatch(/Z Debug \[Thread 1\|Worker\] device 1$/);
  }, 60_000);
});

describe('a data folder', () => {
  it('is for one program: the second says which program has it, asks no node, and ends with 3', async () => {
    await layEasyPractice(folder, 'triangle', 50_000);
    const first = heddle(...mine, '-c', '1');
    await first.line('got new work');
    let requests = 0;
    const node = await serveHttp((_request, response) => {
      requests += 1;
      response.end();
    });
    try {
      const second = startProgram([
        ...['--data-dir', folder, '--worker', 'cpu', '--public-key', 'ab'.repeat(32)],
        ...['--node', node.address],
      ]);
      expect(await second.ended).toBe(3);
      expect(second.lines.join('\n')).toMatch(
        new RegExp(
          ` Error \\[\\] The folder ${folder} is in use by Heddle in a terminal ` +
            `\\(process ${first.child.pid}, since [-\\d: ]+\\)\\. Stop it first, or`,
        ),
      );
    } finally {
      await node.close();
    }
    expect(requests).toBe(0);
    expect(await stopped(first)).toBe(0);
  }, 60_000);

  it.skipIf(process.platform === 'win32')(
    'is for its owner to read, also one that an older version made',
    async () => {
      const data = join(folder, 'data');
      await layEasyPractice(data, 'triangle', 50_000);
      for (const name of ['history.db', 'outbox.jsonl']) await writeFile(join(data, name), '');
      for (const name of await readdir(data)) await chmod(join(data, name), 0o644);
      await chmod(data, 0o755);
      const log = join(folder, 'logs', 'heddle.log');
      const run = startProgram([...mine, '-c', '1', '--data-dir', data, '--log-file', log]);
      running = run;
      await run.line('got new work');
      expect(run.lines.join('\n')).toContain(`other users can look into ${data}, but not into`);
      const files = [...(await readdir(data)).map((name) => join(data, name)), log];
      const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0);
      expect(open).toEqual([]);
      expect(files.length).toBeGreaterThan(4);
      expect(await stopped(run)).toBe(0);
      const fresh = startProgram([...mine, '-c', '1', '--data-dir', join(folder, 'fresh')]);
      running = fresh;
      await fresh.line('got new work');
      expect(statSync(join(folder, 'fresh')).mode & 0o777).toBe(0o700);
      expect(await stopped(fresh)).toBe(0);
    },
    90_000,
  );

  it.skipIf(process.platform === 'win32')(
    'is closed to others where it is the usual one, though they could look into it before',
    async () => {
      const parts = process.platform === 'darwin' ? ['Library', 'Application Support'] : [];
      const usual = join(folder, ...parts, 'heddle-headless');
      await layEasyPractice(usual, 'triangle', 50_000);
      await chmod(usual, 0o755);
      const home = { HOME: folder, XDG_DATA_HOME: folder };
      const run = startProgram([...mine, '-c', '1'], home);
      running = run;
      await run.line('got new work');
      expect(statSync(usual).mode & 0o777).toBe(0o700);
      expect(await stopped(run)).toBe(0);
    },
    60_000,
  );

  it('is free at once when its program is killed', async () => {
    await layEasyPractice(folder, 'triangle', 50_000);
    const first = heddle(...mine, '-c', '1');
    await first.line('got new work');
    first.child.kill('SIGKILL');
    await first.ended;
    const again = heddle(...mine, '-c', '1');
    await again.line('got new work');
    expect(await stopped(again)).toBe(0);
  }, 60_000);
});

describe.skipIf(process.platform === 'win32')('a limit of open files', () => {
  it('is named in the log when connections are dropped because of it', async () => {
    await layEasyPractice(folder, 'singleton', 50_000);
    const words = [
      ...['--data-dir', folder, '--practice', '--practice-graph', 'singleton'],
      ...['--worker', 'stratum', '--stratum-interface', '127.0.0.1', '--stratum-port', '0'],
    ];
    const run = startProgram(words, {}, ['/bin/sh', '-c', 'ulimit -n 64; exec "$@"', 'sh']);
    running = run;
    const port = Number(/ port (\d+)/.exec(await run.line('listening on 127.0.0.1'))?.[1]);
    await run.line('got new work');
    const sockets = Array.from({ length: 80 }, (_, index) => {
      // Each address may have so many connections.
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
  it('refuses a wrong option with a reason, status 1, and starts nothing', async () => {
    const run = heddle('--practice', '--node', 'nonsense');
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain('option --node is "nonsense": expected host:port');
    expect(run.lines).toEqual([]);
  });

  it('shows what cannot be seen in the words it refuses', async () => {
    const run = heddle('--node', 'a\u202eb\u009b31m\u200b:1848');
    expect(await run.ended).toBe(1);
    expect(run.errors()).toMatch(/^[\n\x20-\x7e]+$/);
    expect(run.errors()).toContain('\\u202e');
  });

  it('says that a public key is missing', async () => {
    const run = heddle('--node', '127.0.0.1:1');
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toContain('Mining needs a public key');
  });

  it('says it on stderr when the log is quiet', async () => {
    const run = heddle('--node', '127.0.0.1:1', '--log-level', 'quiet', '--public-key', 'abc');
    expect(await run.ended).toBe(1);
    expect(run.lines).toEqual([]);
    expect(run.errors()).toContain('publicKey has 3 hex digits instead of 64');
  });

  it('names a metrics port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const run = heddle(...mine, '--metrics-port', String(port));
    expect(await run.ended).toBe(1);
    expect(run.lines.join('\n')).toContain(`port ${port} is in use by another program`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('names a folder for its files that cannot be created', async () => {
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    running = startProgram([...mine, '--data-dir', join(file, 'data'), '--log-level', 'quiet']);
    expect(await running.ended).toBe(1);
    expect(running.lines).toEqual([]);
    expect(running.errors()).toMatch(
      /^The folder \S+in-the-way\/data cannot be created \(ENOTDIR[^\n]*\)\. Name another one with --data-dir\.\n$/,
    );
  });

  it('names a log file that cannot be written', async () => {
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    const run = heddle(...mine, '--log-file', join(file, 'heddle.log'));
    expect(await run.ended).toBe(1);
    expect(run.errors()).toContain(`log file ${join(file, 'heddle.log')} cannot be written`);
  });
});
