/** Mining on a laptop whose power supply is a folder of files. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { generateKeyPair } from '../chainweb/account.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import { createLog } from '../logging/logger.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import { watchPowerSupply } from '../mining/power-supply.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'battery-pause-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('pauses from the start on battery, mines on mains power, and pauses again', async () => {
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
  const { logger } = createLog({ level: 'quiet', sink: () => undefined });
  const history = openHistory(join(folder, 'history.db'));
  const supply = await watchPowerSupply(supplies, 5);
  const config = minerConfigSchema.parse({
    ...{ publicKey: generateKeyPair().publicKey, worker: 'cpu', threadCount: 1 },
    ...{ practice: true, practiceGraph: 'singleton', pauseOnBattery: true },
  });
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder,
    history,
    supply,
    version: '0',
    logger,
  });
  session.subscribe((event) => {
    if (event.type === 'battery-pause-changed') see(event.isPaused ? 'paused' : 'resumed');
    if (event.type === 'mining-started' || event.type === 'mining-stopped') see(event.type);
  });
  expect(await session.start()).toMatchObject({ ok: true });
  expect(session.isMining()).toBe(false);
  await charger(1);
  await until(3);
  await charger(0);
  await until(5);
  await charger(1);
  await until(7);
  await session.stop();
  supply.close();
  history.close();
  expect(seen).toEqual([
    'paused',
    ...['resumed', 'mining-started', 'paused', 'mining-stopped'],
    ...['resumed', 'mining-started', 'mining-stopped'],
  ]);
}, 60_000);
