/** Mining without a window, which rests on battery where that is wanted. */
import { createBatteryRest } from './battery-pause.ts';
import type { PowerSupply } from './power-supply.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { startMining } from './start-mining.ts';
import type { StartError } from './start-error.ts';
import type { MiningOptions, RunningMiner } from './start-mining.ts';

/** Starts to mine, or to rest. `ended` settles when it is stopped, ends by itself or cannot go on. */
export async function startRestingMiner(
  options: MiningOptions,
  supply: PowerSupply,
): Promise<Result<Pick<RunningMiner, 'stop' | 'ended'>, StartError>> {
  const { config, logger } = options;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let running: RunningMiner | null = null;
  let stopped = false;
  // One wish after the other: a stop takes seconds, and mains power may be back before.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turn.then(act);
    turn = done;
    return done;
  };
  const rest = createBatteryRest({
    supply,
    wantsRest: () => config.pauseOnBattery && config.worker === 'cpu',
    isMining: () => running !== null,
    start: () =>
      inTurn(async () => {
        if (stopped) return ok(null);
        const started = await startMining(options);
        if (!started.ok) return started;
        const miner = started.value;
        running = miner;
        void miner.ended.then(() => {
          if (running === miner) end();
        });
        return ok(null);
      }),
    stop: () =>
      inTurn(async () => {
        const miner = running;
        running = null;
        await miner?.stop();
        return ok(null);
      }),
    onChange: () => undefined,
    onRefused(error: StartError) {
      logger.error(`mining could not start: ${JSON.stringify(error)}`);
      end();
    },
    logger,
  });
  const started = await rest.start();
  if (!started.ok) return started;
  // Mains power may have gone while it started.
  rest.look();
  return ok({
    async stop() {
      stopped = true;
      await rest.stop();
      end();
    },
    ended,
  });
}
