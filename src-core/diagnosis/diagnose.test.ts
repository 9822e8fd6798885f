import { beforeEach, describe, expect, it } from 'vitest';
import { minerAccount } from '../chainweb/account.ts';
import { scriptedNode } from '../node/tests/node-test.ts';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { err, ok } from '../result.ts';
import type { Check } from './checks.ts';
import { diagnose } from './diagnose.ts';
import { checkIn, checksOf, dataFolder, practice, publicKey } from './tests/diagnosed-computer.ts';

let folder = '';
beforeEach(() => {
  folder = dataFolder();
});

const verdicts = (checks: readonly Check[]) =>
  Object.fromEntries(checks.map(({ kind, verdict }) => [kind, verdict]));

describe('a diagnosis', () => {
  it('finds nothing wrong where mining can begin', async () => {
    const checks = await checksOf(folder, { node: await practice() });
    expect(verdicts(checks)).toEqual({
      configuration: 'ok',
      workers: 'ok',
      node: 'ok',
      sync: 'ok',
      account: 'ok',
      clock: 'ok',
      port: 'ok',
      firewall: 'ok',
      disk: 'ok',
      machines: 'skipped',
      notices: 'ok',
      versions: 'ok',
    });
    expect(checkIn(checks, 'account')).toMatchObject({ account: `k:${publicKey}` });
    expect(checkIn(checks, 'node')).toMatchObject({ network: 'practice-pair' });
    expect(checkIn(checks, 'node')).toHaveProperty('nodeVersion', expect.any(String));
    expect(checkIn(checks, 'sync')).toMatchObject({ state: 'current', error: null });
    expect(checkIn(checks, 'machines')).toMatchObject({ reason: 'no-history' });
    expect(checkIn(checks, 'versions')).toHaveProperty(
      'system',
      expect.stringMatching(/\w \S+ \w/),
    );
    expect(checkIn(checks, 'port')).toMatchObject({
      state: 'free',
      addresses: [{ address: '127.0.0.1', answers: true }],
    });
  });

  it('says that a node is down, and what cannot be known because of it', async () => {
    const node = await scriptedNode();
    await node.close();
    const checks = await checksOf(folder, { node: node.address });
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
    expect(checkIn(await checksOf(folder, { node: stuck.address }), 'sync')).toMatchObject({
      verdict: 'fail',
      state: 'standing-still',
      height: 0,
    });
    const behind = await scriptedNode();
    const cuts = (): number => behind.asked.filter((path) => path.endsWith('/cut')).length;
    const grown = behind.until(() => cuts() >= 2).then(() => behind.grow());
    expect(checkIn(await checksOf(folder, { node: behind.address }), 'sync')).toMatchObject({
      verdict: 'warn',
      state: 'catching-up',
    });
    await grown;
  });

  it('says that the node mines for another key, or that the key is none', async () => {
    const node = await practice({ accounts: [minerAccount('cd'.repeat(32))] });
    expect(checkIn(await checksOf(folder, { node }), 'account')).toMatchObject({
      verdict: 'fail',
      error: { kind: 'key-refused' },
    });
    const noKey = await checksOf(folder, {
      node,
      publicKey: 'abc',
      fallbackNodes: ['a.invalid:1'],
    });
    expect(checkIn(noKey, 'account', 'a.invalid:1')).toMatchObject({ reason: 'earlier-check' });
    expect(checkIn(noKey, 'account')).toMatchObject({
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
      const checks = await checksOf(folder, { node: await practice() }, { nowMs });
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
    const checks = await checksOf(folder, {
      node: await practice(),
      fallbackNodes: [gone.address],
    });
    expect(checkIn(checks, 'node')).toMatchObject({ verdict: 'ok', isFallback: false });
    expect(checkIn(checks, 'node', gone.address)).toMatchObject({
      verdict: 'warn',
      isFallback: true,
    });
  });

  it('asks no node where Heddle has its own network, and opens no port without machines', async () => {
    const checks = await checksOf(folder, { practice: true, worker: 'cpu', publicKey: '' });
    expect(checkIn(checks, 'node')).toMatchObject({ verdict: 'skipped', reason: 'practice' });
    expect(checkIn(checks, 'port')).toMatchObject({ verdict: 'skipped', reason: 'no-stratum' });
  });

  it('says what does not work of what is set, and what is strange in the settings', async () => {
    const given = { config: { ...DEFAULT_CONFIG, practice: true, worker: 'cpu' } as const };
    const { checks } = await diagnose({
      configuration: ok({ ...given, unknown: ['wrker'], adapted: [], repeated: [] }),
      own: {
        ...{ isMining: true, stratumPort: null, machines: [] },
        groups: [
          { kind: 'gpu', state: 'mining' },
          { kind: 'cpu', state: 'failed' },
        ],
      },
      ...{ folder, version: '1.2.3' },
    });
    expect(checkIn(checks, 'workers')).toEqual({
      ...{ kind: 'workers', verdict: 'warn', workers: [{ kind: 'cpu', state: 'failed' }] },
    });
    expect(checkIn(checks, 'configuration')).toMatchObject({ verdict: 'warn', unknown: ['wrker'] });
    expect(checkIn(checks, 'versions')).toMatchObject({ heddle: '1.2.3', electron: null });
    expect(checkIn(checks, 'clock')).toMatchObject({ reason: 'practice' });
    expect(checkIn(checks, 'firewall')).toMatchObject({ reason: 'no-stratum' });
    expect(checkIn(checks, 'notices')).toMatchObject({ reason: 'no-stratum' });
  });

  it('warns of notices that whole blocks as shares leave without figures', async () => {
    const changes = { node: await practice(), stratumDifficulty: 'block' } as const;
    expect(checkIn(await checksOf(folder, changes), 'notices').verdict).toBe('warn');
  });

  it('holds no password of the environment, and nothing of the login of a proxy', async () => {
    const fault = { kind: 'not-an-address' } as const;
    const location = 'proxyname:proxypass proxypass apitoken mypassword mysecret plainvalue path/x';
    const environment = {
      HTTPS_PROXY: 'http://proxyname:proxypass@10.0.0.2:3128',
      ...{ API_TOKEN: 'apitoken', HEDDLE_PASSWORD: 'mypassword', secret_key: 'mysecret' },
      ...{ PLAIN: 'plainvalue', OTHER: 'http://proxyname:path@10.0.0.2' },
      ...{ NO_PROXY: 'plainvalue', HTTP_PROXY_NOTE: 'http://proxyname:path@10.0.0.2' },
    };
    const configuration = err({ kind: 'unreadable', location, fault } as const);
    const system = { environment };
    const { checks } = await diagnose({ configuration, folder, version: '1.2.3', system });
    expect(checkIn(checks, 'configuration').error).toMatchObject({
      location: '(hidden) (hidden) (hidden) (hidden) (hidden) plainvalue path/x',
    });
  });

  it('reports a configuration that cannot be read', async () => {
    const fault = {
      kind: 'unreadable',
      location: 'a.yaml',
      fault: { kind: 'not-an-address' },
    } as const;
    const configuration = err(fault);
    const { checks } = await diagnose({ configuration, folder, version: '1.2.3' });
    expect(checkIn(checks, 'configuration')).toEqual({
      ...{ kind: 'configuration', verdict: 'fail', error: fault },
      ...{ unknown: [], adapted: [], repeated: [] },
    });
    for (const kind of [
      'node',
      'sync',
      'account',
      'workers',
      'clock',
      'port',
      'firewall',
      'notices',
    ] as const) {
      expect(checkIn(checks, kind)).toMatchObject({ kind, reason: 'no-configuration' });
    }
    expect(checkIn(checks, 'disk').verdict).not.toBe('skipped');
  });
});
