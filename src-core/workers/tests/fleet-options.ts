/** What a fleet is opened with in tests: the usual settings, and all that it reports. */
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Solution } from '../../chainweb/mining-work.ts';
import { createLog } from '../../logging/logger.ts';
import type { ApprovalEvent, StratumEvent } from '../../stratum/stratum-events.ts';
import type { FleetOptions } from '../fleet.ts';
import type { WorkerEvent } from '../worker.ts';

interface FleetTest extends FleetOptions {
  readonly events: (WorkerEvent | StratumEvent | ApprovalEvent)[];
  readonly solutions: [worker: string, solution: Solution][];
  /** The lines logged so far: `info Stratum Server: listening …`. */
  logged(): Promise<readonly string[]>;
}

/** Settings that differ from the defaults, and options that do. */
export function fleetOptions(
  config: Partial<MinerConfig>,
  options: Partial<FleetOptions> = {},
): FleetTest {
  const lines: string[] = [];
  const { logger, flush } = createLog({
    level: 'debug',
    sink: (batch) => {
      for (const { level, tags, text } of batch) lines.push(`${level} ${tags.join(' ')}: ${text}`);
    },
  });
  const events: FleetTest['events'] = [];
  const solutions: FleetTest['solutions'] = [];
  return {
    config: { ...DEFAULT_CONFIG, ...config },
    // As where other kinds have ten loops before these.
    thread: (index) => 10 + index,
    logger,
    onEvent: (event) => void events.push(event),
    onSolution: (worker, solution) => void solutions.push([worker, solution]),
    chains: () => null,
    ...options,
    events,
    solutions,
    async logged() {
      await flush();
      return lines;
    },
  };
}
