/** The steps of server/Containerfile in a bare folder: what it copies is all that the miner needs. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { layEasyPractice } from '../easy-practice.ts';
import { freePort } from '../loopback-server.ts';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const steps = (await readFile(join(PROJECT, 'server/Containerfile'), 'utf8'))
  .replace(/\\\n\s*/g, '')
  .split('\n');

/** The arguments of the last step of this name that is written as a list. */
function listOf(name: string): readonly string[] {
  const step = steps.findLast((each) => each.startsWith(name));
  return JSON.parse(/\[.*\]$/.exec(step ?? '')?.[0] ?? 'null') as string[];
}

/** What the last stage copies out of the repository, and the packages of production. */
async function buildIn(folder: string): Promise<void> {
  const lastStage = steps.slice(steps.findLastIndex((each) => each.startsWith('FROM ')));
  for (const step of lastStage.filter((each) => /^COPY (?!--)/.test(each))) {
    for (const name of step.split(' ').slice(1, -1)) {
      await cp(join(PROJECT, name), join(folder, name), {
        recursive: true,
        // As server/Containerfile.dockerignore has it.
        filter: (path) => !/[\\/]tests$|\.test\.ts$/.test(path),
      });
    }
  }
  const lock = JSON.parse(await readFile(join(PROJECT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { dev?: boolean; devOptional?: boolean }>>;
  };
  for (const [path, { dev, devOptional }] of Object.entries(lock.packages)) {
    const isForTools = path === '' || dev === true || devOptional === true;
    // Those of other systems are not installed.
    if (isForTools || !existsSync(join(PROJECT, path))) continue;
    await cp(join(PROJECT, path), join(folder, path), { recursive: true });
  }
}

async function end(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return (await ended)[0];
}

it.skipIf(process.platform === 'win32')(
  'mines, is healthy, and stops cleanly',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heddle-container-'));
    const running: ChildProcess[] = [];
    onTestFinished(async () => {
      await Promise.all(running.map(end));
      await rm(folder, { recursive: true, force: true });
    });
    await buildIn(folder);
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o700 });
    await layEasyPractice(data, 'triangle', 50_000);
    const config = join(folder, 'heddle.yaml');
    await writeFile(
      config,
      'practice: true\npracticeGraph: triangle\nworker: cpu\nthreadCount: 1\n',
    );
    const port = String(await freePort());

    const run = (words: readonly string[]): ChildProcess => {
      const [, ...argv] = words.map((word) =>
        word
          .replace(/^\/heddle/, folder)
          .replace('/config/heddle.yaml', config)
          .replace(/^\/data$/, data)
          .replace(/^9100$/, port),
      );
      const child = spawn(process.execPath, argv, {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.push(child);
      return child;
    };
    const miner = run([...listOf('ENTRYPOINT'), ...listOf('CMD')]);
    const healthCheck = async (): Promise<unknown> =>
      (await once(run(listOf('HEALTHCHECK')), 'exit'))[0];
    let log = '';
    miner.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
    miner.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
    await expect.poll(() => log, { timeout: 30_000 }).toContain('Solved header');
    expect(await healthCheck()).toBe(0);
    expect(await end(miner)).toBe(0);
    expect(await healthCheck()).toBe(8);
  },
  60_000,
);
