/** Mining with machines: one Stratum server for all mining loops, set up as configured. */
import type { MinerConfig } from '../../config/miner-config.ts';
import { listenFailure } from '../../listening/listen-error.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { authorizeByRules } from '../../stratum/access/access-rules.ts';
import type { AuthorizeRules } from '../../stratum/access/access-rules.ts';
import type { Authorize } from '../../stratum/access/authorization.ts';
import { openApprovalPrompt } from '../../stratum/access/approval-prompt.ts';
import { bestRate } from '../../stratum/rate-estimates.ts';
import { parseShareMode } from '../../stratum/difficulty/share-target.ts';
import type { StratumEvent } from '../../stratum/stratum-events.ts';
import { startStratumServer } from '../../stratum/connection/stratum-server.ts';
import { createStratumWorker } from './stratum-worker.ts';
import type { FleetError, FleetOptions, WorkerFleet } from '../fleet.ts';

/** How often the server reports its figures, ms; a longer gap counts as twice that at most. */
const FIGURES_MS = 1_000;

/** Starts the server; fails when it cannot listen, e.g. on a port in use. */
export async function openStratumFleet(
  options: FleetOptions,
): Promise<Result<WorkerFleet, FleetError>> {
  const { config, logger, onEvent, onSolution } = options;
  const mode = parseShareMode(config.stratumDifficulty);
  if (!mode.ok) {
    const value = config.stratumDifficulty;
    return err({ kind: 'stratum-difficulty', setting: 'stratumDifficulty', value });
  }
  const names = Array.from({ length: config.threadCount }, (_, lane) => `Stratum ${lane}`);
  const prompt = openApprovalPrompt(onEvent, logger.withTag('Stratum Server'));
  const letIn = new Set<string>();
  let isOpen = false;
  let isAsking = config.stratumAskFirst;
  const authorize = authorizeAs(config, {
    askFirst: prompt.ask,
    isAsking: () => isAsking,
    letIn: { has: (rig) => isOpen || letIn.has(rig) },
  });
  const started = await startStratumServer(
    {
      interface: config.stratumInterface,
      port: config.stratumPort,
      mode: mode.value,
      minLevel: config.stratumMinDifficulty,
      rateMs: config.stratumRate,
      proxies: config.stratumProxies,
      ...(authorize && { authorize }),
    },
    withHashes(names, onEvent),
    logger.withTag('Stratum Server'),
  );
  if (!started.ok) {
    const settings = { interfaceName: 'stratumInterface', port: 'stratumPort' } as const;
    return err(listenFailure(started.error, 'stratum', settings));
  }
  const server = started.value;
  return ok({
    plans: names.map((name, lane) => ({
      name,
      make: () =>
        createStratumWorker({
          name,
          server,
          lane,
          onSolution: (solution) => onSolution(name, solution),
        }),
    })),
    provesWork: true,
    answerMachine: prompt.answer,
    letIn(rig) {
      letIn.add(rig.toLowerCase());
      server.letIn(rig.toLowerCase());
    },
    letAllIn() {
      isOpen = true;
      prompt.acceptAll();
      server.letIn(null);
    },
    askFirst(isOn) {
      isAsking = isOn;
      if (!isOn) prompt.dropAll();
    },
    machines: server,
    async close() {
      prompt.close();
      await server.close();
    },
  });
}

/**
 * Passes the server's events on, and adds the hashes that the machines' accepted work stands for,
 * so that rate, charts and effort are the same for all kinds of workers.
 */
function withHashes(
  workers: readonly string[],
  onEvent: FleetOptions['onEvent'],
): (event: StratumEvent) => void {
  let reportedAtMs = performance.now();
  return (event) => {
    onEvent(event);
    if (event.type !== 'stratum-measured') return;
    const nowMs = performance.now();
    const elapsedMs = Math.min(nowMs - reportedAtMs, 2 * FIGURES_MS);
    reportedAtMs = nowMs;
    const hashes = (bestRate(event.hashRate) * elapsedMs) / 1000 / workers.length;
    for (const worker of workers) onEvent({ type: 'hashes-tried', worker, hashes, elapsedMs });
  };
}

/** Who may mine; undefined accepts every machine, named or not. */
function authorizeAs(
  { stratumAllowedRigs, stratumPassword, stratumAskFirst }: MinerConfig,
  sinceStart: Pick<AuthorizeRules, 'askFirst' | 'isAsking' | 'letIn'>,
): Authorize | undefined {
  const keepsOut = stratumAllowedRigs.length > 0 || stratumAskFirst;
  if (!keepsOut && stratumPassword === null) return undefined;
  return authorizeByRules({
    ...sinceStart,
    allowedRigs: keepsOut ? stratumAllowedRigs : null,
    password: stratumPassword,
  });
}
