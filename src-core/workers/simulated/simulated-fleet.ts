/**
 * Mining without hashing, for networks that do not check proof of work: by simulated hardware, at
 * a constant pace, or when asked to.
 */
import { mkHashRate } from '../../chainweb/difficulty.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { openHttpListener } from '../../listening/http-listener.ts';
import { listenFailure } from '../../listening/listen-error.ts';
import { BlockGoals } from './block-goals.ts';
import { createConstantDelayWorker } from './constant-delay-worker.ts';
import { createOnDemandServer } from './on-demand-server.ts';
import { createOnDemandWorker } from './on-demand-worker.ts';
import { createSimulationWorker } from './simulation-worker.ts';
import type { FleetError, FleetOptions, WorkerFleet, WorkerPlan } from '../fleet.ts';

/** The configured hash rate, divided among the loops. */
export function openSimulationFleet({ config, onEvent }: FleetOptions): WorkerFleet {
  const { threadCount, hashRate } = config;
  const each = mkHashRate(hashRate / threadCount);
  const plans = names('Simulation', threadCount).map((name) => ({
    name,
    make: () => createSimulationWorker({ name, hashRate: each }, onEvent),
  }));
  return simulated(plans);
}

/** Each loop at the configured pace. */
export function openConstantDelayFleet({ config, thread, logger }: FleetOptions): WorkerFleet {
  const { threadCount, constantDelayBlockTime: blockTimeSeconds } = config;
  const plans = names('Constant delay', threadCount).map((name, index) => {
    const ownLogger = logger.withTag(`Thread ${thread(index)}`);
    return {
      name,
      make: () => createConstantDelayWorker({ name, blockTimeSeconds, logger: ownLogger }),
    };
  });
  return simulated(plans);
}

/** Opens the port on which blocks are asked for. */
export async function openOnDemandFleet(
  options: FleetOptions,
): Promise<Result<WorkerFleet, FleetError>> {
  const { config, chains } = options;
  const logger = options.logger.withTag('On-demand Server');
  const goals = new BlockGoals({
    chains,
    onDropped: (chain, count) =>
      logger.warn(`${count} blocks were asked for on chain ${chain}, which this network lacks`),
  });
  const server = createOnDemandServer(goals, logger, config.onDemandInterface);
  const place = { interfaceName: config.onDemandInterface, port: config.onDemandPort };
  const listening = await openHttpListener(server, place, (detail) =>
    logger.warn(`listening failed: ${detail}`),
  );
  if (!listening.ok) {
    const settings = { interfaceName: 'onDemandInterface', port: 'onDemandPort' } as const;
    return err(listenFailure(listening.error, 'on-demand', settings));
  }
  const { host, port, close } = listening.value;
  logger.info(`listening for requests on ${host} port ${port}`);
  const plans = names('On demand', config.threadCount).map((name) => ({
    name,
    make: () => createOnDemandWorker({ name, goals }),
  }));
  return ok(simulated(plans, close));
}

function names(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${kind} ${index}`);
}

function simulated(
  plans: readonly WorkerPlan[],
  close: () => Promise<void> = () => Promise.resolve(),
): WorkerFleet {
  return { plans, provesWork: false, close };
}
