import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minerAccount } from '../chainweb/account.ts';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { closeAfterTest, logger, scriptedNode } from '../node/tests/node-test.ts';
import type { PracticeOptions } from '../practice/api/practice-options.ts';
import { startPracticeNode } from '../practice/practice-node.ts';
import { err, ok, unwrap } from '../result.ts';
import { machineSample } from '../tests/disk/history-samples.ts';
import { openDatabase } from '../storage/database-file.ts';
import { LOCK_FILE, takeDataLock } from '../system/data-lock.ts';
import { freePort, listenOnLoopback } from '../tests/loopback-server.ts';
import type { Check, CheckOf } from './checks.ts';
import { diagnose } from './diagnose.ts';

type Diagnosed = Parameters<typeof diagnose>[0];

const publicKey = 'ab'.repeat(32);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-diagnosis-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function practice(options: Partial<PracticeOptions> = {}): Promise<string> {
  const easy = { port: 0, graph: 'pair', blockDelayMicros: 1e6, ...options } as const;
  const node = closeAfterTest(unwrap(await startPracticeNode(easy, logger)));
  return new URL(node.url).host;
}

/** A diagnosis on a computer where all is well, but for `changes` and `system`. */
async function checksOf(
  changes: Partial<MinerConfig>,
  system: Diagnosed['system'] = {},
): Promise<readonly Check[]> {
  const config: MinerConfig = {
    ...DEFAULT_CONFIG,
    publicKey,
    stratumInterface: '127.0.0.1',
    stratumPort: await freePort(),
    ...changes,
  };
  const { checks } = await diagnose({
    configuration: ok({ config, unknown: [], adapted: [], repeated: [] }),
    folder,
    version: '1.2.3',
    system: {
      platform: 'linux',
      root: folder,
      environment: {},
      interfaces: [{ address: '127.0.0.1', interfaceName: 'lo' }],
      watchMs: 80,
      freeBytes: () => Promise.resolve(1e11),
      ...system,
    },
  });
  return checks;
}

function checkIn<Kind extends Check['kind']>(
  checks: readonly Check[],
  kind: Kind,
  node?: string,
): CheckOf<Kind> {
  const found = checks.find(
    (check) =>
      check.kind === kind && (node === undefined || ('node' in check && check.node === node)),
  );
  return found as CheckOf<Kind>;
}

const verdicts = (checks: readonly Check[]) =>
  Object.fromEntries(checks.map(({ kind, verdict }) => [kind, verdict]));

describe('a diagnosis', () => {
  it('finds nothing wrong where mining can begin', async () => {
    const checks = await checksOf({ node: await practice() });
    expect(verdicts(checks)).toEqual({
      configuration: 'ok',
      node: 'ok',
      sync: 'ok',
      account: 'ok',
      clock: 'ok',
      port: 'ok',
      firewall: 'ok',
      disk: 'ok',
      machines: 'skipped',
      versions: 'ok',
    });
    expect(checkIn(checks, 'account')).toMatchObject({ account: `k:${publicKey}` });
    expect(checkIn(checks, 'node')).toMatchObject({ network: 'practice-pair' });
    expect(checkIn(checks, 'port')).toMatchObject({
      state: 'free',
      addresses: [{ address: '127.0.0.1', answers: true }],
    });
  });

  it('says that a node is down, and what cannot be known because of it', async () => {
    const node = await scriptedNode();
    await node.close();
    const checks = await checksOf({ node: node.address });
    expect(checkIn(checks, 'node')).toMatchObject({
      verdict: 'fail',
      error: { kind: 'node-missing' },
    });
    const later = { verdict: 'skipped', reason: 'earlier-check' };
    expect(checkIn(checks, 'sync')).toMatchObject(later);
    expect(checkIn(checks, 'account')).toMatchObject(later);
    expect(checkIn(checks, 'clock')).toMatchObject(later);
  });

  it('distinguishes a stalled node from one that is catching up', async () => {
    const stuck = await scriptedNode();
    expect(checkIn(await checksOf({ node: stuck.address }), 'sync')).toMatchObject({
      verdict: 'fail',
      state: 'standing-still',
      height: 0,
    });
    const behind = await scriptedNode();
    const cuts = (): number => behind.asked.filter((path) => path.endsWith('/cut')).length;
    const grown = behind.until(() => cuts() >= 2).then(() => behind.grow());
    expect(checkIn(await checksOf({ node: behind.address }), 'sync')).toMatchObject({
      verdict: 'warn',
      state: 'catching-up',
    });
    await grown;
  });

  it('says that the node mines for another key, or that the key is none', async () => {
    const node = await practice({ accounts: [minerAccount('cd'.repeat(32))] });
    expect(checkIn(await checksOf({ node }), 'account')).toMatchObject({
      verdict: 'fail',
      error: { kind: 'key-refused' },
    });
    expect(checkIn(await checksOf({ node, publicKey: 'abc' }), 'account')).toMatchObject({
      verdict: 'fail',
      keyFault: { reason: 'wrong-length', digits: 3 },
    });
  });

  it.each([
    ['ahead', 3_600_000, 'fail'],
    ['behind', -3_600_000, 'fail'],
    ['a little ahead', 15_000, 'warn'],
  ] as const)(
    "notices a clock that is %s, and judges blocks by the node's",
    async (_, aheadMs, verdict) => {
      const nowMs = (): number => Date.now() + aheadMs;
      const checks = await checksOf({ node: await practice() }, { nowMs });
      const clock = checkIn(checks, 'clock');
      expect(clock.verdict).toBe(verdict);
      if (clock.verdict === 'skipped') return;
      expect(Math.abs(clock.offsetMs - aheadMs)).toBeLessThanOrEqual(clock.uncertaintyMs);
      expect(checkIn(checks, 'sync').verdict).toBe('ok');
    },
  );

  it('only warns about a fallback that is down', async () => {
    const gone = await scriptedNode();
    await gone.close();
    const checks = await checksOf({ node: await practice(), fallbackNodes: [gone.address] });
    expect(checkIn(checks, 'node')).toMatchObject({ verdict: 'ok', isFallback: false });
    expect(checkIn(checks, 'node', gone.address)).toMatchObject({
      verdict: 'warn',
      isFallback: true,
    });
  });

  it('asks no node where Heddle has its own network, and opens no port without machines', async () => {
    const checks = await checksOf({ practice: true, worker: 'cpu', publicKey: '' });
    expect(checkIn(checks, 'node')).toMatchObject({ verdict: 'skipped', reason: 'practice' });
    expect(checkIn(checks, 'port')).toMatchObject({ verdict: 'skipped', reason: 'no-stratum' });
  });

  it('reports a configuration that cannot be read', async () => {
    const fault = {
      kind: 'unreadable',
      location: 'a.yaml',
      fault: { kind: 'not-an-address' },
    } as const;
    const configuration = err(fault);
    const { checks } = await diagnose({ configuration, folder, version: '1.2.3' });
    expect(checkIn(checks, 'configuration')).toMatchObject({ verdict: 'fail', error: fault });
    expect(checkIn(checks, 'node')).toMatchObject({ reason: 'no-configuration' });
    expect(checkIn(checks, 'disk').verdict).not.toBe('skipped');
  });
});

describe('the Stratum port', () => {
  const practising = { practice: true } as const;

  it('is taken by a program that is no Stratum server', async () => {
    const other = closeAfterTest(
      await listenOnLoopback(
        createServer((socket) => {
          socket.on('error', () => undefined).end('HTTP/1.1 400 Bad\r\n\r\n');
        }),
      ),
    );
    const checks = await checksOf({ ...practising, stratumPort: other.port });
    expect(checkIn(checks, 'port')).toMatchObject({ verdict: 'fail', state: 'taken' });
  });

  it('is served by the Heddle that has the data folder, or by another Stratum server', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () =>
        socket.write('{"id":1,"result":null,"error":[20,"Unknown method",null]}\n'),
      );
    });
    const { port } = closeAfterTest(await listenOnLoopback(server));
    const changes = { ...practising, stratumPort: port };
    expect(checkIn(await checksOf(changes), 'port')).toMatchObject({
      verdict: 'warn',
      state: 'stratum',
    });
    const release = unwrap(takeDataLock(join(folder, LOCK_FILE), 'app'));
    const held = checkIn(await checksOf(changes), 'port');
    release();
    expect(held).toMatchObject({ verdict: 'ok', state: 'heddle' });
  });

  it('cannot be opened at an address that this computer lacks', async () => {
    const checks = await checksOf({ ...practising, stratumInterface: '192.0.2.77' });
    expect(checkIn(checks, 'port')).toMatchObject({ verdict: 'fail', state: 'refused' });
  });

  it('is of no use when it answers at no address in a network', async () => {
    const checks = await checksOf(practising, {
      interfaces: [{ address: '127.0.77.1', interfaceName: 'eth0' }],
    });
    expect(checkIn(checks, 'port')).toMatchObject({
      verdict: 'warn',
      addresses: [{ address: '127.0.77.1', answers: false }],
    });
  });
});

describe('the computer', () => {
  const practising = { practice: true } as const;

  it.each([
    [1e6, 'fail'],
    [5e8, 'warn'],
    [null, 'warn'],
    [5e9, 'ok'],
  ] as const)('with %d bytes free: %s', async (bytes, verdict) => {
    const checks = await checksOf(practising, { freeBytes: () => Promise.resolve(bytes) });
    expect(checkIn(checks, 'disk')).toMatchObject({ verdict, freeBytes: bytes, isWritable: true });
  });

  it('has firewalls that may keep machines out', async () => {
    mkdirSync(join(folder, 'etc/ufw'), { recursive: true });
    mkdirSync(join(folder, 'etc/systemd/system/sysinit.target.wants'), { recursive: true });
    writeFileSync(join(folder, 'etc/systemd/system/sysinit.target.wants/nftables.service'), '');
    writeFileSync(
      join(folder, 'etc/nftables.conf'),
      'table inet filter { chain input { type filter hook input priority 0; policy drop; } }',
    );
    writeFileSync(join(folder, 'etc/ufw/ufw.conf'), 'ENABLED=no\n');
    expect(checkIn(await checksOf(practising), 'firewall')).toMatchObject({
      verdict: 'warn',
      active: ['nftables'],
    });
    writeFileSync(join(folder, 'etc/ufw/ufw.conf'), '# on\nENABLED=yes\n');
    expect(checkIn(await checksOf(practising), 'firewall')).toMatchObject({
      active: ['ufw', 'nftables'],
    });
    expect(checkIn(await checksOf(practising, { platform: 'win32' }), 'firewall')).toMatchObject({
      verdict: 'skipped',
      reason: 'other-system',
    });
  });

  it('has machines, with the time of their last work', async () => {
    const history = openHistory(join(folder, 'history.db'));
    const sample = (key: string, atMs: number, hashesPerSecond: number) =>
      [key, machineSample({ atMs, hashesPerSecond })] as const;
    const now = Date.now();
    /** Samples of ten seconds are kept as one. */
    const endOfPoint = (atMs: number): number => Math.floor(atMs / 10_000) * 10_000 + 10_000;
    history.machineSamples.add([sample('old', now - 7_200_000, 5), sample('new', now - 9_000, 5)]);
    history.machineSamples.add([sample('old', now - 1_000, 0), sample('lazy', now - 2_000, 0)]);
    history.close();
    const expected = [
      { key: 'new', workedAtMs: endOfPoint(now - 9_000) },
      { key: 'old', workedAtMs: endOfPoint(now - 7_200_000) },
      { key: 'lazy', workedAtMs: null },
    ];
    expect(checkIn(await checksOf(practising), 'machines')).toMatchObject({
      verdict: 'ok',
      machines: expected,
    });
    // Only while a Heddle mines should they work; its log is not read then.
    openDatabase(join(folder, 'history.db')).pragma('wal_checkpoint(TRUNCATE)');
    const release = unwrap(takeDataLock(join(folder, LOCK_FILE), 'app'));
    const held = checkIn(await checksOf(practising), 'machines');
    release();
    expect(held).toMatchObject({ verdict: 'warn', machines: expected, holder: { program: 'app' } });
  });

  it('has a history that cannot be read', async () => {
    writeFileSync(join(folder, 'history.db'), 'no database'.repeat(1_000));
    expect(checkIn(await checksOf(practising), 'machines')).toMatchObject({
      verdict: 'skipped',
      reason: 'unreadable',
    });
  });
});
