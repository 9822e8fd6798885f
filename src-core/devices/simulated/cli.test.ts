import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../tests/loopback-server.ts';

const PROGRAM = fileURLToPath(new URL('cli.ts', import.meta.url));

function run(...options: string[]) {
  const node = ['--disable-warning=ExperimentalWarning', PROGRAM, ...options];
  const child = spawn(process.execPath, node, { stdio: 'pipe' });
  const text = { out: '', error: '' };
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString('utf8');
    for (const look of [...waiting]) look();
  });
  child.stderr.on('data', (chunk: Buffer) => (text.error += chunk.toString('utf8')));
  const closed = once(child, 'close').then(([code, signal]: unknown[]) => code ?? signal);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!pattern.test(text.out)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { child, text, closed, said };
}

/** An address of this computer alone, so that no other test has ports 4028 and 4029 there; macOS has one only. */
const isMac = process.platform === 'darwin';
const network = `127.${1 + (process.pid % 250)}.0`;
const first = isMac ? '127.0.0.1' : `${network}.11`;

// Processes of their own take seconds to start on a busy machine.
it(
  'starts machines, says how to find them, takes faults, and ends at Ctrl-C',
  { timeout: 20_000 },
  async () => {
    const port = await freePort();
    const count = isMac ? 1 : 4;
    const web = ['--web-port', String(port), '--address', first];
    const started = run('--count', String(count), ...web, '--faults', 'hot-chips');
    await started.said(/Ctrl-C/);
    const range = isMac ? first : `${first}-14`;
    expect(started.text.out).toContain(`Type this in Find machines: ${range}:${port}\n`);
    expect(started.text.out).toMatch(/Goldshell-KDBoxⅡ +password 123456789\n/);
    const answer = await fetch(`http://${first}:${port}/mcb/status`);
    expect(await answer.json()).toMatchObject({ model: 'Goldshell-KDBoxⅡ' });

    started.child.stdin.write('slow@1\n-slow@9\nnonsense\n');
    await started.said(/no such fault/);
    expect(started.text.out).toContain(`slow on: 1 of ${count} machines\nslow off: 0 of`);

    started.child.kill('SIGINT');
    if (process.platform !== 'win32') expect(await started.closed).toBe(0);
    await expect(fetch(`http://${first}:${port}/mcb/status`)).rejects.toThrow();
  },
);

it('refuses what it does not know', { timeout: 20_000 }, async () => {
  const started = run('--faults', 'melting');
  expect(await started.closed).toBe(1);
  expect(started.text.error).toMatch(/melting is none of/);
});
