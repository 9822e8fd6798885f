/** Signals to npm reach what it runs: real npm, real programs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectFolder } from './project-folder.mjs';

let folder = '';
let npm = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-npm-'));
});
afterEach(async () => {
  // npm leads a group of its own here: whatever a test left goes with it.
  try {
    process.kill(-npm.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs an npm script; its lines, and what resolves when nothing of it writes any more. */
function npmRun(...words) {
  npm = spawn('npm', words, {
    cwd: projectFolder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // As on a server: `npm start` mines in the terminal.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', XDG_DATA_HOME: folder },
  });
  const lines = [];
  const reader = createInterface({ input: npm.stdout });
  reader.on('line', (line) => lines.push(line));
  let errors = '';
  npm.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const closed = once(npm, 'close');
  const line = async (pattern) => {
    for (;;) {
      const found = lines.map((each) => pattern.exec(each)).find((match) => match !== null);
      if (found) return found;
      await Promise.race([
        once(reader, 'line'),
        closed.then(() => {
          throw new Error(`ended without ${pattern}: ${lines.join('\n')}\n${errors}`);
        }),
      ]);
    }
  };
  return { lines, line, closed };
}

async function isFree(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return error.code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}

const PRACTICE = ['--practice', '--practice-graph', 'singleton', '--worker', 'cpu', '-c', '1'];
const SCRIPTS = {
  headless: () => ['run', 'headless', '--', ...PRACTICE, '--data-dir', folder],
  'practice-node': () => ['run', 'practice-node', '--', '--port', '0'],
  start: () => ['start', '--', '--data-dir', folder, '-c', '1', '--practice-graph', 'singleton'],
};
const rows = Object.keys(SCRIPTS).flatMap((name) =>
  ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'].map((signal) => [signal, name]),
);

it.skipIf(process.platform === 'win32').each(rows)(
  '%s to the npm that runs %s ends it cleanly',
  async (signal, name) => {
    const run = npmRun(...SCRIPTS[name]());
    const [, port] = await run.line(/practice network \S+ on http:\/\/127\.0\.0\.1:(\d+)/);
    if (name !== 'practice-node') await run.line(/got new work/);
    npm.kill(signal);
    // Its output is closed by the last process that has it.
    await run.closed;
    expect(run.lines.at(-1)).toMatch(/Info {2}\[[^\]]*\] stopped$/);
    expect(await isFree(Number(port))).toBe(true);
  },
  90_000,
);
