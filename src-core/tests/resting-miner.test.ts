/** Mining in a terminal on a laptop whose power supply is a folder of files. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { generateKeyPair } from '../chainweb/account.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { createLog } from '../logging/logger.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { watchPowerSupply } from '../mining/power-supply.ts';
import { startRestingMiner } from '../mining/resting-miner.ts';
import { unwrap } from '../result.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resting-miner-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('rests from the start on battery, mines with mains power, and rests again', async () => {
  const supplies = join(folder, 'power_supply');
  const charger = (online: number): Promise<void> =>
    writeFile(join(supplies, 'AC', 'online'), `${online}\n`);
  await mkdir(join(supplies, 'AC'), { recursive: true });
  await mkdir(join(supplies, 'BAT0'));
  await writeFile(join(supplies, 'AC', 'type'), 'Mains\n');
  await writeFile(join(supplies, 'BAT0', 'type'), 'Battery\n');
  await charger(0);

  const seen: string[] = [];
  let onSeen = (): void => undefined;
  const see = (what: string): void => {
    seen.push(what);
    onSeen();
  };
  const until = async (count: number): Promise<void> => {
    while (seen.length < count) await new Promise<void>((resolve) => (onSeen = resolve));
  };
  const interesting: readonly MinerEvent['type'][] = ['mining-started', 'mining-stopped'];
  const { logger } = createLog({
    level: 'info',
    sink: (batch) => {
      for (const { text } of batch) if (text.startsWith('on battery')) see('rests');
    },
  });
  const history = openHistory(join(folder, 'history.db'));
  const supply = await watchPowerSupply(supplies, 5);
  const miner = unwrap(
    await startRestingMiner(
      {
        config: minerConfigSchema.parse({
          ...{ publicKey: generateKeyPair().publicKey, worker: 'cpu', threadCount: 1 },
          ...{ practice: true, practiceGraph: 'singleton', pauseOnBattery: true },
        }),
        dataDirectory: folder,
        history,
        logger,
        onEvent: ({ type }) => void (interesting.includes(type) && see(type)),
      },
      supply,
    ),
  );
  await until(1);
  await charger(1);
  await until(2);
  await charger(0);
  await until(4);
  await charger(1);
  await until(5);
  await miner.stop();
  await miner.ended;
  supply.close();
  history.close();
  expect(seen[0]).toBe('rests');
  expect(seen[1]).toBe('mining-started');
  // The log is written a little later.
  expect(seen.slice(2, 4).sort()).toEqual(['mining-stopped', 'rests']);
  expect(seen.slice(4)).toEqual(['mining-started', 'mining-stopped']);
}, 60_000);
