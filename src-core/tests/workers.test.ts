/** The whole core with each worker that is neither CPU nor Stratum, on practice networks. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { StartError } from '../mining/start-error.ts';
import { startMining } from '../mining/start-mining.ts';
import { freePort, listenOnLoopback } from './loopback-server.ts';
import { host, logger, miningTest, publicKey } from './mining-test.ts';
import type { Mining } from './mining-test.ts';
import { writeScripts } from './script-workers.ts';
import type { ScriptFolder } from './script-workers.ts';

const { folder, history, practiceNode, mining } = miningTest();
const withoutPow = { checkPow: false, firstDifficulty: 1e6 };
let scripts: ScriptFolder;

beforeAll(async () => {
  scripts = await writeScripts();
});
afterAll(() => scripts.remove());

/** Mines until `count` blocks were accepted; all of them are this worker's, and none failed. */
async function acceptedBlocks(miner: Mining, count: number, worker: RegExp): Promise<void> {
  const { blocks } = await miner.until(
    ({ blockCounts }) => blockCounts.accepted + blockCounts.confirmed >= count,
  );
  for (const block of blocks) expect(block.worker).toMatch(worker);
  expect(miner.events.filter(({ type }) => type === 'worker-failed')).toEqual([]);
}

describe('external workers', () => {
  it('mine accepted blocks, a program for each command of the list', async () => {
    const node = await practiceNode(0, { firstDifficulty: 500 });
    const miner = await mining({
      node: host(node),
      worker: 'external',
      externalWorkerCommands: [
        scripts.command('argv-and-stdin'),
        // The network's name comes from the node.
        `test "$CHAINWEB_VERSION" = practice-petersen && ${scripts.command('environment')}`,
      ],
    });
    await acceptedBlocks(miner, 4, /^External [01]$/);
    const names = miner.snapshot().workers.map(({ name }) => name);
    expect(names).toEqual(['External 0', 'External 1']);
    expect(miner.snapshot().hashesPerSecond).toBeGreaterThan(0);
  });

  it('never stop mining when a program is at fault: it is named, and tried again', async () => {
    const node = await practiceNode(0, { firstDifficulty: 500 });
    const worked = `${folder()}/worked`;
    const miner = await mining({
      node: host(node),
      worker: 'external',
      // Fails once, then finds a wrong nonce once, then works.
      externalWorkerCommand: `n=$(cat '${worked}' 2>/dev/null); echo x$n > '${worked}'; case $n in "") echo sorry >&2; exit 9;; x) echo 00000000000000ff; exit 0;; esac; ${scripts.command('argv-and-stdin')}`,
    });
    const { problems } = await miner.until((now) => now.problems.length > 0);
    expect(problems).toMatchObject([{ kind: 'worker', worker: 'External 0' }]);
    await miner.until(({ blockCounts }) => blockCounts.accepted >= 1);
    const faults = miner.events.flatMap((event) =>
      event.type === 'worker-failed' ? [event.fault] : [],
    );
    expect(faults).toEqual([
      { kind: 'exit-code', detail: '9', lastWords: 'sorry' },
      { kind: 'wrong-nonce', detail: '00000000000000ff', lastWords: null },
    ]);
    expect(miner.snapshot().problems).toEqual([]);
  });

  it('cannot start without a command', async () => {
    const error = await refusal({ worker: 'external', externalWorkerCommand: '' });
    expect(error).toEqual({ kind: 'no-command', setting: 'externalWorkerCommand' });
  });
});

describe('simulated workers', () => {
  it('simulate hardware of the configured hash rate', async () => {
    const node = await practiceNode(0, withoutPow);
    // 1e6 hashes at 2e7 per second: a block each 50 ms.
    const config = { worker: 'simulation', hashRate: 2e7, threadCount: 2 } as const;
    const miner = await mining({ node: host(node), ...config });
    await acceptedBlocks(miner, 5, /^Simulation [01]$/);
    expect(miner.snapshot().workers.map(({ engine }) => engine)).toEqual([
      'simulated',
      'simulated',
    ]);
  });

  it('make blocks at a constant pace', async () => {
    const node = await practiceNode(0, withoutPow);
    // 1 s among 20 chains: one worker has a block each 50 ms.
    const config = { worker: 'constant-delay', constantDelayBlockTime: 1 } as const;
    const miner = await mining({ node: host(node), ...config });
    await acceptedBlocks(miner, 5, /^Constant delay 0$/);
  });

  it('make blocks on demand, exactly as many as were asked for', async () => {
    const node = await practiceNode(0, { ...withoutPow, graph: 'singleton' });
    const port = await freePort();
    const miner = await mining({
      node: host(node),
      worker: 'on-demand',
      onDemandInterface: '127.0.0.1',
      onDemandPort: port,
      threadCount: 2,
    });
    await miner.until(({ phase }) => phase === 'mining');
    const ask = (body: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/make-blocks`, { method: 'POST', body });
    const unknown = await ask('{"1": 1}');
    expect(unknown.status).toBe(400);
    expect(await unknown.text()).toContain('no chain 1');
    for (let asked = 3; asked <= 6; asked += 3) {
      expect(await (await ask('{"0": 3}')).text()).toBe('[]');
      await acceptedBlocks(miner, asked, /^On demand [01]$/);
      expect(miner.snapshot().blocks).toHaveLength(asked);
    }
    await miner.stop();
    const { accepted, confirmed } = miner.snapshot().blockCounts;
    expect(accepted + confirmed).toBe(6);
  });

  it('make blocks on demand of a chain that needs its neighbours', async () => {
    const node = await practiceNode(0, withoutPow);
    const port = await freePort();
    const onDemand = { onDemandInterface: '127.0.0.1', onDemandPort: port };
    const miner = await mining({ node: host(node), worker: 'on-demand', ...onDemand });
    const url = `http://127.0.0.1:${port}/make-blocks`;
    await fetch(url, { method: 'POST', body: '{"0": 2, "3": 1}' });
    const made = (chain: number): number =>
      miner.snapshot().blocks.filter((block) => block.chain === chain).length;
    await miner.until(() => made(0) >= 2 && made(3) >= 1);
  });

  it('are a problem of their own when a node that checks proof of work refuses their blocks', async () => {
    const node = await practiceNode(0, { firstDifficulty: 1e6 });
    const config = { worker: 'constant-delay', constantDelayBlockTime: 1 } as const;
    const miner = await mining({ node: host(node), ...config });
    const { problems } = await miner.until(
      (now) => now.blockCounts.refused >= 2 && now.problems.length > 0,
    );
    expect(problems).toMatchObject([
      {
        ...{ kind: 'worker', worker: 'Constant delay 0' },
        fault: { kind: 'pow-checked', detail: expect.stringContaining('Invalid POW hash') },
      },
    ]);
  });

  it('say which port is taken', async () => {
    const other = await listenOnLoopback(createServer());
    const config = { onDemandInterface: '127.0.0.1', onDemandPort: other.port };
    expect(await refusal({ worker: 'on-demand', ...config })).toMatchObject({
      ...{ kind: 'listen', server: 'on-demand', setting: 'onDemandPort' },
      ...{ reason: 'in-use', port: other.port },
    });
    await other.close();
  });

  it('say which interface is none', async () => {
    expect(await refusal({ worker: 'on-demand', onDemandInterface: '192.0.2.1' })).toMatchObject({
      ...{ reason: 'no-such-address', setting: 'onDemandInterface', interfaceName: '192.0.2.1' },
    });
  });
});

/** Why mining does not start. */
async function refusal(config: Partial<MinerConfig>): Promise<StartError> {
  const started = await startMining({
    config: minerConfigSchema.parse({ publicKey, ...config }),
    dataDirectory: folder(),
    history: history(),
    logger,
    onEvent: () => undefined,
  });
  if (started.ok) throw new Error('it started');
  return started.error;
}
