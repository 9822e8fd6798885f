import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { release, type as systemName } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { scriptedNode } from '../node/tests/node-test.ts';
import { err, ok } from '../result.ts';
import { LOCK_FILE } from '../system/data-lock.ts';
import type { Check } from './checks.ts';
import { diagnose } from './diagnose.ts';
import type { OwnMiner } from './own-miner.ts';
import { checkIn, dataFolder } from './tests/diagnosed-computer.ts';

interface Changes {
  readonly config?: Partial<MinerConfig>;
  readonly strange?: Readonly<Record<string, readonly string[]>>;
  readonly own?: OwnMiner;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onFound?: (check: Check) => void;
}

/** A diagnosis of a computer that practises, but for these changes. */
async function diagnosed({ config, strange, own, onFound, ...rest }: Changes = {}) {
  const folder = rest.folder ?? dataFolder();
  const practising = { ...DEFAULT_CONFIG, practice: true, stratumInterface: '127.0.0.1' };
  const none = { unknown: [], adapted: [], repeated: [] };
  return diagnose(
    {
      configuration: ok({ config: { ...practising, ...config }, ...none, ...strange }),
      ...{ folder, version: '1.2.3', ...(own && { own }) },
      system: {
        ...{ platform: 'linux', root: folder, interfaces: [], home: '/', nowMs: () => 77 },
        environment: rest.environment ?? {},
      },
    },
    onFound,
  );
}

it('are in the order in which they are read, each node by itself', async () => {
  const gone = await scriptedNode();
  await gone.close();
  const config = { practice: false, node: gone.address, fallbackNodes: ['127.0.0.1:1'] };
  const found: Check[] = [];
  const { atMs, checks } = await diagnosed({ config, onFound: (check) => found.push(check) });
  const ofNode = ['node', 'sync', 'account'];
  expect(checks.map(({ kind }) => kind)).toEqual([
    ...['configuration', 'workers', ...ofNode, ...ofNode, 'clock', 'port', 'firewall', 'notices'],
    ...['disk', 'machines', 'versions'],
  ]);
  const nodes = checks.flatMap((check) => (check.kind === 'node' && 'node' in check ? check : []));
  expect(nodes.map(({ node, isFallback }) => [node, isFallback])).toEqual([
    [gone.address, false],
    ['127.0.0.1:1', true],
  ]);
  expect(found).toEqual(expect.arrayContaining([...checks]));
  expect(atMs).toBe(77);
});

it.each([
  ['unknown', 'warn'],
  ['adapted', 'warn'],
  ['repeated', 'warn'],
  ['nothing', 'ok'],
])('have keys that should be looked at: %s', async (which, verdict) => {
  const strange = which === 'nothing' ? {} : { [which]: ['stratumPort'] };
  const none = { unknown: [], adapted: [], repeated: [] };
  expect(checkIn((await diagnosed({ strange })).checks, 'configuration')).toEqual({
    ...{ kind: 'configuration', verdict, error: null, ...none, ...strange },
  });
});

it('have the versions of what runs', async () => {
  const system = `${systemName()} ${release()} ${process.arch}`;
  expect(checkIn((await diagnosed()).checks, 'versions')).toEqual({
    ...{ kind: 'versions', verdict: 'ok', heddle: '1.2.3', node: process.versions.node },
    ...{ electron: null, system },
  });
});

it('have the workers that are set, as they are in the own miner', async () => {
  const own: OwnMiner = {
    ...{ isMining: true, stratumPort: null, machines: [] },
    groups: [{ kind: 'stratum', state: 'mining' }],
  };
  const workers = async (more: Changes) => checkIn((await diagnosed(more)).checks, 'workers');
  const about = { kind: 'workers', verdict: 'ok' };
  expect(await workers({ own })).toEqual({
    ...{ ...about, workers: [{ kind: 'stratum', state: 'mining' }] },
  });
  const without = { own: { ...own, groups: [] } };
  for (const more of [{}, without]) {
    expect(await workers(more)).toEqual({ ...about, workers: [{ kind: 'stratum', state: null }] });
  }
});

it('warn of a kind of worker that failed, though others mine', async () => {
  const own: OwnMiner = {
    ...{ isMining: true, stratumPort: null, machines: [] },
    groups: [
      { kind: 'cpu', state: 'failed' },
      { kind: 'stratum', state: 'mining' },
    ],
  };
  const config: Partial<MinerConfig> = { workers: ['cpu', 'stratum'] };
  const { checks } = await diagnosed({ own, config });
  expect(checkIn(checks, 'workers')).toEqual({
    ...{ kind: 'workers', verdict: 'warn', workers: own.groups },
  });
});

it('ask firewalls about the port that the own server has', async () => {
  const own = { isMining: true, groups: [], stratumPort: 4_321, machines: [] };
  const config = { stratumPort: 0 };
  const port = async (more: Changes) => checkIn((await diagnosed(more)).checks, 'firewall');
  expect(await port({ own, config })).toMatchObject({ verdict: 'ok', port: 4_321 });
  expect(await port({ config })).toMatchObject({ port: 0 });
});

it('make no folder, and no file in it', async () => {
  const folder = join(dataFolder(), 'not', 'yet');
  const { checks } = await diagnosed({ folder });
  expect(checkIn(checks, 'disk')).toMatchObject({ folder, isWritable: true });
  expect(existsSync(folder)).toBe(false);
});

it.each(['', 'folder'])(
  'know of no Heddle that has a data folder by a lock that is left: %j',
  async (left) => {
    const folder = dataFolder();
    openHistory(join(folder, 'history.db')).close();
    if (left === '') writeFileSync(join(folder, LOCK_FILE), '');
    else mkdirSync(join(folder, LOCK_FILE));
    const { checks } = await diagnosed({ folder });
    expect(checkIn(checks, 'machines')).toMatchObject({ verdict: 'ok', holder: null });
  },
);

it.each([
  ['HTTP_PROXY', 'http://name:pass:word@10.0.0.2', '(hidden) (hidden) word name'],
  ['all_proxy', 'socks5://10.0.0.2', 'name:pass:word pass:word word name'],
  ['HTTP_PROXY', 'http://10.0.0.2/name:pass:word@', 'name:pass:word pass:word word name'],
  ['HTTP_PROXY', 'name:pass:word@10.0.0.2', 'name:pass:word pass:word word name'],
  ['PROXY', 'http://name:pass:word@10.0.0.2', 'name:pass:word pass:word word name'],
])('hide what %s=%s holds', async (name, value, location) => {
  const fault = { kind: 'not-an-address' } as const;
  const text = 'name:pass:word pass:word word name';
  const configuration = err({ kind: 'unreadable', location: text, fault } as const);
  const system = { environment: { [name]: value }, home: '/' };
  const given = { configuration, folder: dataFolder(), version: '1.2.3', system };
  const told: Check[] = [];
  const { checks } = await diagnose(given, (check) => told.push(check));
  for (const each of [checks, told]) {
    expect(checkIn(each, 'configuration').error).toMatchObject({ location });
  }
});
