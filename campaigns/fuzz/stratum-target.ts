/** The Stratum server that doors of machines send to. */
import type { Logger } from '../../src-core/logging/logger.ts';
import { unwrap } from '../../src-core/result.ts';
import { startStratumServer } from '../../src-core/stratum/connection/stratum-server.ts';
import type {
  StratumOptions,
  StratumServer,
} from '../../src-core/stratum/connection/stratum-server.ts';

/** On a free port of loopback; by default every share is good. */
export async function stratumTarget(
  logger: Logger,
  changes: Partial<StratumOptions> = {},
): Promise<StratumServer> {
  const mode = { kind: 'level', level: 0 } as const;
  const options = { port: 0, interface: '127.0.0.1', mode, ...changes };
  return unwrap(await startStratumServer(options, () => undefined, logger));
}
