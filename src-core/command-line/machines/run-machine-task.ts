/** What is done to machines from a terminal. */
import { networkInterfaces } from 'node:os';
import type { Listening } from '../../devices/setup/stratum-view.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import { EXIT } from '../../system/exit-codes.ts';
import { onStopSignal } from '../../system/stop-signals.ts';
import { reasonOf } from '../../system/thrown-reason.ts';
import type { Command } from '../options/parse-command-line.ts';
import { configureMachine, putBackMachine } from './configure-machine.ts';
import { createDeviceWitness, takesConnections } from './device-witness.ts';
import { findMachines } from './find-machines.ts';
import { openMachineDesk } from './machine-desk.ts';
import type { MachineDesk } from './machine-desk.ts';

/**
 * Finds or configures machines. Results go to stdout; questions, steps and errors to stderr.
 * @returns the exit code, see system/exit-codes.ts
 */
export async function runMachineTask(
  command: Extract<Command, { kind: 'machines' }>,
): Promise<number> {
  const { task, config, dataDirectory } = command;
  const { stratumPort } = config;
  const witness = createDeviceWitness(await findServer(stratumPort));
  let desk: MachineDesk;
  try {
    desk = await openMachineDesk({ config, dataDirectory, view: witness });
  } catch (error) {
    sayOnStderr(
      `The data folder cannot be used (${reasonOf(error)}). Name another one with --data-dir.`,
    );
    return EXIT.failed;
  }
  const stopped = new Promise<number>((resolve) => onStopSignal(() => resolve(EXIT.interrupted)));
  const code = await Promise.race([carryOut(), stopped]);
  await desk.close();
  return code;

  function carryOut(): Promise<number> {
    switch (task.kind) {
      case 'find':
        return findMachines(desk, task);
      case 'configure':
        return configureMachine(desk, witness, task, config.stratumPassword);
      case 'put-back':
        return putBackMachine(desk, task);
    }
  }
}

/** Where a Stratum server of this computer listens: at all addresses, at one, or nowhere. */
async function findServer(port: number): Promise<Listening | null> {
  const addresses = Object.values(networkInterfaces()).flatMap((infos = []) =>
    infos.flatMap(({ family, address }) => (family === 'IPv4' ? address : [])),
  );
  const answers = await Promise.all(addresses.map((address) => takesConnections(address, port)));
  const [host] = addresses.filter((_, at) => answers[at]);
  if (host === undefined) return null;
  return { host: answers.every(Boolean) ? '0.0.0.0' : host, port };
}
