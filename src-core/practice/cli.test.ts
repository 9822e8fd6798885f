import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { api, ask, readJob } from './tests/mini-client.ts';

const PROGRAM = fileURLToPath(new URL('cli.ts', import.meta.url));

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves to the first line that matches. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves to exit code or signal, stdout and stderr when all is over. */
  end(): Promise<{
    readonly code: number | string | null;
    readonly out: string;
    readonly error: string;
  }>;
}

let folder: string;
const runs: Run[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-node-'));
});

afterEach(async () => {
  for (const { child, end } of runs.splice(0)) {
    child.kill('SIGKILL');
    await end();
  }
  await rm(folder, { recursive: true, force: true });
});

function run(...options: string[]): Run {
  return runIn([], options);
}

function runIn(nodeOptions: readonly string[], options: readonly string[]): Run {
  const node = ['--disable-warning=ExperimentalWarning', ...nodeOptions, PROGRAM, ...options];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { out: '', error: '' };
  let wake: () => void = () => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString('utf8');
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => (text.error += chunk.toString('utf8')));
  const closed = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    wake();
    return { code: code ?? signal ?? null, ...text };
  });
  const started: Run = {
    child,
    async line(pattern) {
      for (;;) {
        const found = text.out.split('\n').find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${text.out}${text.error}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end: () => closed,
  };
  runs.push(started);
  return started;
}

async function urlOf(started: Run): Promise<string> {
  const line = await started.line(/practice network/);
  return /http:\S+/.exec(line)?.[0] ?? '';
}

// Processes of their own take seconds to start on a busy machine.
describe('the practice node program', { timeout: 20_000 }, () => {
  it('serves, logs in the lines of the mining client, and stops cleanly', async () => {
    const started = run('--port', '0', '--graph', 'petersen', '--block-delay', '2.5');
    const url = await urlOf(started);
    const info = JSON.parse((await ask(`${url}/info`)).text) as unknown;
    expect(info).toMatchObject({ nodeVersion: 'practice-petersen', nodeBlockDelay: 2_500_000 });
    started.child.kill('SIGINT');
    const { code, out, error } = await started.end();
    expect(code).toBe(0);
    expect(error).toBe('');
    const lines = out.trimEnd().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z Info {2}\[Practice Node\] /);
    }
    expect(lines.at(-1)).toMatch(/stopped$/);
  });

  it('keeps every accepted block, killed at any time', async () => {
    const options = ['--port', '0', '--graph', 'pair', '--disable-pow', '--data-dir', folder];
    let blocks = 0;
    for (let round = 0; round < 3; round += 1) {
      const started = run(...options);
      const client = api(await urlOf(started), 'practice-pair');
      const cut = JSON.parse((await client.get('cut')).text) as { height: number };
      expect(cut.height).toBe(blocks);
      for (let index = 0; index < 10; index += 1) {
        const { work } = readJob((await client.work()).body);
        expect((await client.solved(work)).status).toBe(200);
        blocks += 1;
      }
      started.child.kill('SIGKILL');
      expect((await started.end()).code).toBe('SIGKILL');
    }
    const fresh = run(...options, '--reset');
    const client = api(await urlOf(fresh), 'practice-pair');
    expect(JSON.parse((await client.get('cut')).text)).toMatchObject({ height: 0 });
  });

  it('ends with a sentence, whatever it throws', async () => {
    const breaking = `import http from 'node:http'; import { syncBuiltinESMExports } from 'node:module';
      http.createServer = () => { throw new Error('no server\u202e here'); }; syncBuiltinESMExports();`;
    const preload = `--import=data:text/javascript,${encodeURIComponent(breaking)}`;
    const { code, error } = await runIn([preload], ['--port', '0']).end();
    expect(code).toBe(1);
    expect(error).toMatch(
      /^The practice node has ended because of a fault in it: no server\\u202e here\n$/,
    );
  });

  it('refuses what it does not know', async () => {
    const { code, out, error } = await run('--nonsense').end();
    expect({ code, out, error }).toEqual({
      ...{ code: 1, out: '' },
      error: "error: unknown option '--nonsense'\n",
    });
  });
});
