import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { ok } from '../result.ts';
import { machineSample, totalSample, NO_SHARES } from '../tests/disk/history-samples.ts';
import { listenOnLoopback } from '../tests/loopback-server.ts';
import type { Check } from './checks.ts';
import { diagnose } from './diagnose.ts';
import type { OwnMiner } from './own-miner.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-own-miner-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const config = { ...DEFAULT_CONFIG, practice: true, stratumInterface: '127.0.0.1' };

function diagnosis(own: OwnMiner | null, onFound?: (check: Check) => void) {
  return diagnose(
    {
      configuration: ok({ config, unknown: [], adapted: [], repeated: [] }),
      folder,
      version: '1.2.3',
      own,
      system: { interfaces: [{ address: '127.0.0.1', interfaceName: 'lo' }], root: folder },
    },
    onFound,
  );
}

/** A history whose latest samples are only in SQLite's log, as a killed program leaves it. */
function leaveHistory(key: string, lastShareAtMs: number): void {
  const there = mkdtempSync(join(tmpdir(), 'heddle-own-miner-'));
  // The ten seconds of the sample are over.
  const nowMs = (): number => lastShareAtMs + 10_000;
  const shares = { ...NO_SHARES, accepted: 1 };
  const history = openHistory(join(there, 'history.db'), { nowMs });
  history.machineSamples.add([[key, machineSample({ atMs: lastShareAtMs, shares })]]);
  history.addSample(totalSample({ atMs: lastShareAtMs }));
  for (const name of ['history.db', 'history.db-wal']) {
    copyFileSync(join(there, name), join(folder, name));
  }
  history.close();
  rmSync(there, { recursive: true });
}

const filesNow = () =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  );

it('reads what a killed program left in its log, and changes no file', async () => {
  leaveHistory('rig', 5_000);
  const before = filesNow();
  expect(Object.keys(before)).toContain('history.db-wal');
  const { checks } = await diagnosis(null);
  expect(checks).toContainEqual(
    expect.objectContaining({
      kind: 'machines',
      machines: [{ key: 'rig', lastShareAtMs: 10_000 }],
    }),
  );
  expect(filesNow()).toEqual(before);
});

it('asks the own server at the port that it has, and takes the shares that it counted', async () => {
  leaveHistory('rig', 5_000);
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (data) => asked.push(String(data)));
  });
  const { port } = closeAfterTest(await listenOnLoopback(server));
  const nowMs = Date.now();
  const own = {
    isMining: true,
    groups: [{ kind: 'stratum', state: 'failed' } as const],
    stratumPort: port,
    machines: [
      { key: 'rig', lastShareAtMs: nowMs },
      { key: 'new', lastShareAtMs: null },
    ],
  };
  const { checks } = await diagnosis(own);
  expect(checks).toContainEqual(
    expect.objectContaining({
      kind: 'port',
      verdict: 'ok',
      state: 'heddle',
      port,
      addresses: [{ address: '127.0.0.1', interfaceName: 'lo', answers: true }],
    }),
  );
  expect(checks).toContainEqual(
    expect.objectContaining({ kind: 'machines', verdict: 'warn', machines: own.machines }),
  );
  expect(checks).toContainEqual({ kind: 'workers', verdict: 'warn', workers: own.groups });
  // A question would be a line in the log of the server.
  expect(asked).toEqual([]);
});

it('expects no shares of machines while the own miner is stopped', async () => {
  leaveHistory('rig', 5_000);
  const { checks } = await diagnosis({
    isMining: false,
    groups: [],
    stratumPort: null,
    machines: [],
  });
  expect(checks).toContainEqual(
    expect.objectContaining({ kind: 'machines', verdict: 'ok', holder: null }),
  );
});

it('reports each check by itself too', async () => {
  const found: Check[] = [];
  const { checks } = await diagnosis(null, (check) => found.push(check));
  expect(found).toHaveLength(checks.length);
  expect(found).toEqual(expect.arrayContaining([...checks]));
});
