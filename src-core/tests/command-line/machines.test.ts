/** Finding and configuring machines in a terminal, beside a miner in another process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulatedDevice } from '../../devices/simulated/start-simulated-device.ts';
import type { SimulatedDevice } from '../../devices/simulated/start-simulated-device.ts';
import { freePort, reply, serveHttp } from '../loopback-server.ts';
import { startProgram } from './child-program.ts';
import type { ChildProgram } from './child-program.ts';

const OLD_POOL = { url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' };

let folder = '';
let port = 0;
let miner: ChildProgram | null = null;
let antminer: SimulatedDevice;
let ibelink: SimulatedDevice;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-machines-'));
  port = await freePort();
  // Drivers ask TCP 4028 and 4029: machines have addresses of their own.
  antminer = await startSimulatedDevice({
    kind: 'antminer',
    host: '127.0.71.11',
    webPort: await freePort(),
    password: 'secret',
    pools: [OLD_POOL],
    dutyCycle: 0.3,
  });
  ibelink = await startSimulatedDevice({ kind: 'ibelink', host: '127.0.71.12', webPort: 80 });
});
afterEach(async () => {
  miner?.child.kill('SIGKILL');
  await miner?.ended;
  miner = null;
  await antminer.close();
  await ibelink.close();
  await rm(folder, { recursive: true, force: true });
});

/** A machine of the local network, as the user names it. */
const address = (): string => `${antminer.host}:${antminer.webPort}`;

function heddle(
  argv: readonly string[],
  variables: Record<string, string | undefined> = {},
): ChildProgram {
  const settings = ['--data-dir', folder, '--stratum-port', String(port)];
  return startProgram([...settings, ...argv], { HEDDLE_MACHINE_PASSWORD: 'secret', ...variables });
}

async function startMiner(): Promise<void> {
  const level = ['--stratum-difficulty', '12', '--stratum-min-difficulty', '12'];
  miner = heddle([
    '--practice',
    '--worker',
    'stratum',
    '--stratum-interface',
    '127.0.0.1',
    ...level,
  ]);
  await miner.line('got new work');
}

describe('machines in a terminal', () => {
  it('are found and printed as JSON or as a table', async () => {
    const ranges = `${address()},127.0.71.12-13`;
    const json = heddle(['--find-machines', ranges, '--json']);
    expect(await json.ended).toBe(0);
    const found = JSON.parse(json.lines.join('\n')) as readonly unknown[];
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          address: '127.0.71.11',
          model: 'Antminer KA3',
          canConfigure: true,
          reading: expect.objectContaining({ isAsleep: false }),
        }),
        expect.objectContaining({ address: '127.0.71.12', family: 'ibelink', canConfigure: false }),
      ]),
    );
    const table = heddle(['--find-machines', ranges]);
    expect(await table.ended).toBe(0);
    expect(table.lines[0]).toMatch(/^ADDRESS +MODEL +FIRMWARE +RATE/);
    expect(table.lines.slice(1).sort()[1]).toContain('127.0.71.12');
  });

  it('that are not there, or not in a private network, are not found', async () => {
    const silent = heddle(['--find-machines', '127.0.71.200']);
    expect(await silent.ended).toBe(4);
    expect(silent.errors()).toContain('No machine answered in 127.0.71.200.');
    const abroad = heddle(['--find-machines', '8.8.8.0/24']);
    expect(await abroad.ended).toBe(1);
    expect(abroad.errors()).toContain('"8.8.8.0/24" is not in a private network');
    const printer = await serveHttp((_request, response) => reply(response, 200, 'printer'));
    const other = heddle(['--find-machines', printer.address]);
    expect(await other.ended).toBe(4);
    expect(other.errors()).toContain('127.0.0.1 answers, but is no machine that Heddle knows (');
    await printer.close();
  });

  it('are configured, mine, and get their old pools back days later', async () => {
    await startMiner();
    const run = heddle(['--configure-machine', address(), '--yes', '--worker-name', 'cellar']);
    expect([await run.ended, run.errors()]).toEqual([0, expect.any(String)]);
    const pool = `stratum+tcp://127.0.0.1:${port}`;
    expect(run.errors()).toContain(`cellar mines for ${pool}.`);
    expect(run.errors()).not.toContain('secret');
    expect(antminer.pools().filter(({ url }) => url !== '')).toEqual([
      expect.objectContaining({ url: pool, user: 'cellar' }),
    ]);

    const back = heddle(['--put-back-machine', address(), '--yes']);
    expect([await back.ended, back.errors()]).toEqual([0, expect.any(String)]);
    expect(antminer.pools()[0]).toMatchObject({ url: OLD_POOL.url, user: 'old' });
  }, 120_000);

  it('are left alone when the answer is no, and when the password is wrong', async () => {
    await startMiner();
    const asked = heddle(['--configure-machine', address()]);
    asked.child.stdin.end('n\n');
    expect(await asked.ended).toBe(6);
    expect(asked.errors()).toMatch(/pools now: +stratum\+tcp:\/\/127\.0\.0\.1:9 {2}old/);

    const wrong = heddle(['--configure-machine', address(), '--yes'], {
      HEDDLE_MACHINE_PASSWORD: 'guess',
    });
    expect(await wrong.ended).toBe(5);
    expect(wrong.errors()).toContain('It refused the password');
    const none = heddle(['--configure-machine', address(), '--yes'], {
      HEDDLE_MACHINE_PASSWORD: undefined,
    });
    none.child.stdin.end();
    expect(await none.ended).toBe(5);
    expect(none.errors()).toContain('set HEDDLE_MACHINE_PASSWORD');
    expect(antminer.pools()[0]).toMatchObject(OLD_POOL);
  }, 60_000);

  it('cannot be configured without a server, nor where only their owner can', async () => {
    const early = heddle(['--configure-machine', address(), '--yes']);
    expect(await early.ended).toBe(5);
    expect(early.errors()).toContain(`Nothing listens at stratum+tcp://127.0.0.1:${port}.`);
    const byHand = heddle(['--configure-machine', ibelink.host, '--yes']);
    expect(await byHand.ended).toBe(5);
    const [worker, password] = ['bm-k1-12', 'x'];
    for (const value of [`http://${ibelink.host}`, `:${port}`, worker, password]) {
      expect(byHand.errors()).toMatch(new RegExp(`^ .*${value}( |$)`, 'm'));
    }
    const given = ['--worker-name', 'shed', '--stratum-password', 'loom'];
    const named = heddle(['--configure-machine', ibelink.host, ...given]);
    expect(await named.ended).toBe(5);
    expect(named.errors()).toMatch(/^ +worker +shed\n +password +loom$/m);
  });
});
