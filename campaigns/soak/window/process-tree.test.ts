import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { memoryOf } from './process-tree.ts';

const SAYS_READY = `process.stdout.write('ready'); process.stdin.resume();`;

/** A process with these arguments, and those that it starts by `code`. */
function start(args: readonly string[], code = SAYS_READY) {
  const child = spawn(process.execPath, ['-e', code, '--', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { child, ready: once(child.stdout, 'data') };
}

it.skipIf(process.platform === 'win32')('adds up the memory of processes by role', async () => {
  // A card's process has a page of its own, which is none of the window's.
  const grandchild = `
    const { spawn } = require('node:child_process');
    const args = ['-e', ${JSON.stringify(SAYS_READY)}, '--', '--type=renderer', 'x'];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.pipe(process.stdout);
    process.stdin.on('end', () => child.stdin.end()).resume();
  `;
  const started = [
    start(['--type=renderer', 'x']),
    start(['--type=gpu-process', 'x']),
    start(['--gpu-worker'], grandchild),
  ];
  await Promise.all(started.map(({ ready }) => ready));
  const found = await memoryOf(process.pid);
  for (const { child } of started) child.stdin.end();
  await Promise.all(started.map(({ child }) => once(child, 'exit')));
  const of = (role: string): number => found.get(role) ?? 0;
  for (const role of ['main process', 'page', 'drawing process']) {
    expect(of(role)).toBeGreaterThan(10e6);
  }
  expect(of('processes of the graphics card')).toBeGreaterThan(1.5 * of('page'));
});
