/**
 * Mining without hashing, for networks that do not check proof of work: by simulated hardware, at
 * a constant pace, or when asked to.
 */
import { mkHashRate } from '../../chainweb/difficulty.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { startListening } from '../../listening/start-listening.ts';
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
  const plans = loops('Simulation', threadCount).map(({ name }) => ({
    name,
    make: () => createSimulationWorker({ name, hashRate: each }, onEvent),
  }));
  return pretending(plans);
}

/** Each loop at the configured pace. */
export function openConstantDelayFleet({ config, logger }: FleetOptions): WorkerFleet {
  const { threadCount, constantDelayBlockTime: blockTimeSeconds } = config;
  const plans = loops('Constant delay', threadCount).map(({ name, tag }) => ({
    name,
    make: () => createConstantDelayWorker({ name, blockTimeSeconds, logger: logger.withTag(tag) }),
  }));
  return pretending(plans);
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
  const server = createOnDemandServer(goals, logger);
  const { onDemandInterface, onDemandPort } = config;
  const listening = await startListening(server, onDemandInterface, onDemandPort, 'on-demand');
  if (!listening.ok) {
    return err({ message: `${listening.error.reason} ${listening.error.fix}` });
  }
  const { address, port } = listening.value;
  logger.info(`listening for requests on ${address} port ${port}`);
  // Such as no file handle left for a connection: mining goes on.
  server.on('error', (error) => logger.warn(`listening failed: ${error.message}`));
  const plans = loops('On demand', config.threadCount).map(({ name }) => ({
    name,
    make: () => createOnDemandWorker({ name, goals }),
  }));
  return ok(
    pretending(plans, async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }),
  );
}

function loops(kind: string, count: number): { readonly name: string; readonly tag: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${kind} ${index}`,
    tag: `Thread ${index}`,
  }));
}

function pretending(
  plans: readonly WorkerPlan[],
  close: () => Promise<void> = () => Promise.resolve(),
): WorkerFleet {
  return { plans, provesWork: false, close };
}
