/** Simulated machines as a program: what it prints, what can be typed, and how it ends. */
import { createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { collected } from '../../tests/collected-run.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { runFakeAsics } from './fake-asics.ts';

/** Runs the program with this text typed into it; once that is obeyed, it gets a signal. */
async function run(options: readonly string[], text = ''): Promise<InsideRun> {
  const input = Object.assign(new PassThrough(), { isTTY: false });
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as unknown as typeof process.stdin);
  onTestFinished(() => void vi.restoreAllMocks());
  const before = new Set(process.listeners('SIGTERM'));
  // Read after all that was typed before it.
  input.on('end', () => {
    setImmediate(() => {
      for (const listener of process.listeners('SIGTERM')) {
        if (!before.has(listener)) listener('SIGTERM');
      }
    });
  });
  input.end(text);
  const ended = await collected(() => runFakeAsics(options));
  expect(process.listeners('SIGTERM').length).toBe(before.size);
  return ended;
}

const FAULTS =
  'sporadic-401, fragile, delay, not-json, status-fails, nul-ended, slow-reboot, pools-come-back, ' +
  'stays-on-failover, refuses-password, refuses-settings, keeps-a-pool, write-cut-before, ' +
  'write-cut-half, hot-chips, stopped-fan, missing-board, slow, broken-stats';

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('fake-asics', () => {
  it('says where machines are, how to find them, and what can be typed', async () => {
    const port = await freePort();
    const options = ['--count', '4', '--web-port', String(port), '--address', '127.0.81.11'];
    const { code, stdout, stderr } = await run(options);
    expect([code, stderr]).toEqual([0, '']);
    const at = (last: number): string => `127.0.81.${last}:${port}`.padEnd(18);
    expect(stdout.split('\n')).toEqual([
      `   1  ${at(11)} Goldshell-KDBoxⅡ   password 123456789`,
      `   2  ${at(12)} Goldshell-KD5      password 123456789`,
      `   3  ${at(13)} Antminer KA3       password root`,
      `   4  ${'127.0.81.14'.padEnd(18)} BM-K1              no password, set up by hand`,
      '',
      `Type this in Find machines: 127.0.81.11-14:${port}`,
      'They really hash, 50 to 150 kH/s each. For a share every few seconds mine on the practice network',
      'with the share difficulty 20 (--stratum-difficulty 20 --stratum-min-difficulty 20).',
      'Type hot-chips@2 here to give machine 2 that fault, and -hot-chips@2 to end it.',
      `Faults: ${FAULTS}`,
      'Ctrl-C ends them.',
      'stopped',
      '',
    ]);
  });

  it('obeys what is typed', async () => {
    const options = ['--count', '2', '--web-port', String(await freePort())];
    const place = ['--address', '127.0.81.21'];
    const text = 'slow@1\n\n -slow \nhot-chips@9\nnonsense\n';
    const { stdout } = await run([...options, ...place], text);
    expect(stdout.split('Ctrl-C ends them.\n')[1]?.split('\n')).toEqual([
      'slow on: 1 of 2 machines',
      'slow off: 2 of 2 machines',
      'hot-chips on: 0 of 2 machines',
      `no such fault; there are ${FAULTS}`,
      'stopped',
      '',
    ]);
  });

  it('is one machine where that is wanted, with faults from the start', async () => {
    const port = await freePort();
    // The last one with room for as many as there may be.
    const options = ['--count', '1', '--web-port', String(port), '--address', '127.0.81.223'];
    const { code, stdout } = await run([...options, '--faults', 'hot-chips,-slow@1']);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nType this in Find machines: 127.0.81.223:${port}\n`);
  });

  it('names an address that is taken, and leaves no machine running', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.81.42');
    const options = ['--count', '2', '--web-port', String(port), '--address', '127.0.81.41'];
    const taken = await run(options);
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toMatch(/^cannot listen on 127\.0\.81\.42: .*EADDRINUSE.*\n$/);
    await new Promise((resolve) => other.close(resolve));
    expect((await run(options)).code).toBe(0);
  });

  it.each([
    [['--count', '0'], 'Expected a whole number from 1 to 32.'],
    [['--count', '33'], 'Expected a whole number from 1 to 32.'],
    [['--count', '1.5'], 'Expected a whole number from 1 to 32.'],
    [['--web-port', '65536'], 'Expected a whole number from 1 to 65535.'],
    [['--address', '192.168.1.1'], 'Expected an address such as 127.0.0.11.'],
    [['--address', '127.0.0.224'], 'Expected an address such as 127.0.0.11.'],
    [['--address', '127.0.0'], 'Expected an address such as 127.0.0.11.'],
    [['--address', ' 127.0.0.1'], 'Expected an address such as 127.0.0.11.'],
    [['--address', '127.0.0.1x'], 'Expected an address such as 127.0.0.11.'],
    [['--faults', 'slow,melting'], `melting is none of ${FAULTS}.`],
    [['stray'], 'too many arguments'],
  ])('refuses %j', async (options, text) => {
    const refused = await collected(() => runFakeAsics(options));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^error: [^\n]+\n$/);
    expect(refused.stderr).toContain(text);
  });

  it('prints its help', async () => {
    const { code, stdout, stderr } = await collected(() => runFakeAsics(['--help']));
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.replace(/\s+/g, ' ');
    for (const text of [
      'Simulated mining machines on addresses of this computer.',
      '--count <n> how many (default: 6)',
      '--web-port <n> port of their web pages (80, or 8080)',
      '--address <ip> address of the first one (default: "127.0.0.11")',
      '--faults <list> e.g. hot-chips,slow-reboot@2 (the second machine)',
      `Faults: ${FAULTS}`,
    ]) {
      expect(lines).toContain(text);
    }
  });
});
