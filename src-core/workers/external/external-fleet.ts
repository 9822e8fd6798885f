/** Mining with programs of the user's own: one mining loop for each command. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { externalCommands } from './external-commands.ts';
import { createExternalWorker } from './external-worker.ts';
import { openOrphanGuard } from './orphan-guard.ts';
import type { FleetError, FleetOptions, WorkerFleet } from '../fleet.ts';

/** Reads the commands; nothing is run before there is work. */
export function openExternalFleet(options: FleetOptions): Result<WorkerFleet, FleetError> {
  const { config, thread, logger, onEvent, mayRun = () => true } = options;
  const commands = externalCommands(config, config.threadCount);
  if (commands.length === 0) {
    return err({ kind: 'no-command', setting: 'externalWorkerCommand' });
  }
  if (!mayRun(config)) {
    return err({ kind: 'command-not-confirmed', setting: 'externalWorkerCommand' });
  }
  const guard = openOrphanGuard();
  return ok({
    plans: commands.map((command, index) => {
      const name = `External ${index}`;
      // Tags as chainweb-mining-client has them.
      const ownLogger = logger.withTag(`Thread ${thread(index)}`).withTag('Worker');
      return {
        name,
        make: () =>
          createExternalWorker({ name, index, command, config, guard, logger: ownLogger }, onEvent),
      };
    }),
    provesWork: true,
    close() {
      guard.close();
      return Promise.resolve();
    },
  });
}
