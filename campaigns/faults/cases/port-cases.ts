/** Other programs have the ports of this one. */
import { createServer } from 'node:net';
import { freePort, listenOnLoopback } from '../../../src-core/tests/loopback-server.ts';
import type { LoopbackServer } from '../../../src-core/tests/loopback-server.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import { STRATUM, portOf } from '../machine-play.ts';
import type { Mining, Trial } from '../trial.ts';

/** The CPU finds blocks; a share of the machine costs 16 hashes. */
const BOTH = {
  ...STRATUM,
  workers: ['cpu', 'stratum'] as ('cpu' | 'stratum')[],
  stratumDifficulty: 4,
};

/** Another program that has the port. */
const thief = (port: number): Promise<LoopbackServer> => listenOnLoopback(createServer(), port);

/** Gives the port back, and has a machine mine there. */
async function machineMinesAgain(
  { tookToRecover }: Trial,
  mining: Mining,
  other: LoopbackServer,
): Promise<void> {
  const startedMs = performance.now();
  await other.close();
  await mining.until(({ groups }) =>
    groups.some(({ kind, state }) => kind === 'stratum' && state === 'mining'),
  );
  const machine = await ScriptedMachine.start(await portOf(mining), 'me.rig');
  const job = await machine.job();
  const { result } = await machine.submit(job, machine.find(job), 'me.rig');
  holds(result === true, 'its share is accepted');
  tookToRecover(performance.now() - startedMs);
  await machine.leave();
}

const hasFailed = (mining: Mining): Promise<unknown> =>
  mining.until(({ groups }) =>
    groups.some(({ kind, state }) => kind === 'stratum' && state === 'failed'),
  );

export const PORT_CASES: readonly FaultCase[] = [
  {
    name: 'the Stratum port is taken at the start, beside the CPU',
    kind: 'ports',
    holds: 'the CPU mines, the taken port is said, and machines are served once it is free',
    async run(trial) {
      const other = await thief(await freePort());
      const mining = await trial.mine({ ...BOTH, stratumPort: other.port });
      await hasFailed(mining);
      await mining.mines();
      await machineMinesAgain(trial, mining, other);
    },
  },
  {
    name: 'the Stratum port is stolen while the Stratum server is paused',
    kind: 'ports',
    holds: 'the CPU goes on, the taken port is said, and machines are served once it is free',
    async run(trial) {
      const port = await freePort();
      const mining = await trial.mine({ ...BOTH, stratumPort: port });
      await portOf(mining);
      await mining.session.pauseWorker('stratum');
      const other = await thief(port);
      await mining.session.resumeWorker('stratum');
      await hasFailed(mining);
      await mining.mines();
      await machineMinesAgain(trial, mining, other);
    },
  },
  {
    name: 'the only port, or that of the metrics, is taken at the start',
    kind: 'ports',
    holds: 'mining does not start and says which setting names the port; it starts once it is free',
    async run(trial) {
      const other = await thief(await freePort());
      const settings = {
        stratumPort: { ...STRATUM, stratumPort: other.port },
        metricsPort: { metricsPort: other.port },
      };
      for (const [setting, config] of Object.entries(settings)) {
        const refused = trial.prepare(config);
        const started = await refused.session.start();
        holds(
          !started.ok && started.error.kind === 'listen' && started.error.setting === setting,
          `the port of ${setting} is named`,
        );
        await refused.stop();
      }
      await other.close();
      const mining = await trial.mine({ metricsPort: other.port });
      await mining.recovers();
    },
  },
];
