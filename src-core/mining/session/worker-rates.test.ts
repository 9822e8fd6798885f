import { expect, it } from 'vitest';
import { DEFAULT_CONFIG, minerConfigSchema } from '../../config/miner-config.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { miningTest, publicKey } from '../../tests/mining-test.ts';
import { createMiningSession } from '../mining-session.ts';
import { rateNames } from './worker-rates.ts';

const { folder, history } = miningTest();

it('gives a kind of worker another name where its settings are others, and hides commands', () => {
  const nameOf = (settings: object): string | undefined =>
    rateNames({ ...DEFAULT_CONFIG, worker: 'external', ...settings }).get('external');
  const usual = nameOf({ externalWorkerCommand: 'mine --key s3cret' });
  expect(usual).toMatch(/^external [\w-]{12}$/);
  expect(nameOf({ externalWorkerCommand: 'mine --key s3cret', logLevel: 'debug' })).toBe(usual);
  expect(nameOf({ externalWorkerCommand: 'mine --key other' })).not.toBe(usual);
  // Another kind beside it takes its part of the computer.
  const command = { externalWorkerCommand: 'mine --key s3cret' };
  expect(nameOf({ ...command, workers: ['external', 'cpu'] })).not.toBe(usual);
  expect(rateNames({ ...DEFAULT_CONFIG, workers: ['stratum', 'simulation'] })).toEqual(new Map());
});

it('keeps the rate of this computer’s workers in the history, for the next start', async () => {
  const config = minerConfigSchema.parse({
    ...{ publicKey, worker: 'cpu', cpuThreads: 1, practice: true, practiceGraph: 'pair' },
  });
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply: { isOnBattery: () => false, listen: () => undefined },
    version: '0',
    logger: collectedLog().logger,
  });
  const kept = () =>
    history().workerRates.of(rateNames(config).get('cpu') ?? '', 0, Date.now() + 60_000, 2);
  expect(kept()).toEqual([]);
  await new Promise<void>((resolve) => {
    session.subscribe(({ type }) => {
      if (type === 'sampled' && (kept()[0]?.hashesPerSecond ?? 0) > 0) resolve();
    });
    void session.start();
  });
  await session.close();
  expect(history().machineSamples.seen()).toEqual([]);
}, 60_000);
