/** Machines in a terminal for one test: a simulated one, a Stratum server in this process, a data folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished, vi } from 'vitest';
import { minerConfigSchema } from '../../../config/miner-config.ts';
import type { SimulatedDevice } from '../../../devices/simulated/start-simulated-device.ts';
import { unwrap } from '../../../result.ts';
import { startStratumServer } from '../../../stratum/connection/stratum-server.ts';
import { SILENT } from '../../../tests/easy-practice.ts';
import { freePort } from '../../../tests/loopback-server.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';
import { collected } from '../../../tests/collected-run.ts';
import type { InsideRun } from '../../../tests/collected-run.ts';
import { createDeviceWitness } from '../device-witness.ts';
import type { DeviceWitness } from '../device-witness.ts';
import { openMachineDesk } from '../machine-desk.ts';
import type { MachineDesk } from '../machine-desk.ts';

export const OLD_POOL = { url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' };

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-desk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A Stratum server that takes easy shares: its port. */
export async function stratumPort(): Promise<number> {
  const port = await freePort();
  const mode = { kind: 'level', level: 12 } as const;
  const listen = { port, interface: '127.0.0.1', mode, minLevel: 0, rateMs: 3_600_000 };
  const server = unwrap(await startStratumServer(listen, () => undefined, SILENT));
  onTestFinished(() => server.close());
  server.offer(madeUpWork({ level: 60 }), 0, () => undefined);
  return port;
}

/** Does something at a desk of its own, as each run of the program has one. */
export async function atDesk(
  folder: string,
  port: number | null,
  act: (desk: MachineDesk, witness: DeviceWitness) => Promise<number>,
): Promise<InsideRun> {
  const witness = createDeviceWitness(port === null ? null : { host: '127.0.0.1', port });
  const config = minerConfigSchema.parse({ stratumPort: port ?? 1917 });
  const desk = await openMachineDesk({ config, dataDirectory: folder, view: witness });
  // Looks at the machine more often, so that a share of it is seen at once.
  const quick: DeviceWitness = {
    ...witness,
    watch: (machine, signal) => witness.watch(machine, signal, 20),
  };
  return collected(async () => {
    const code = await act(desk, quick);
    await desk.close();
    return code;
  });
}

/** As the user names it. */
export const addressOf = ({ host, webPort }: SimulatedDevice): string => `${host}:${webPort}`;

/** What is typed, or comes from a pipe, until the test ends. */
export function typed(text: string, isTTY = false): void {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  input.end(text);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as unknown as typeof process.stdin);
  onTestFinished(() => void vi.restoreAllMocks());
}

/** The variable of the environment with the password of machines; undefined for none. */
export function passwordIs(password: string | undefined): void {
  vi.stubEnv('HEDDLE_MACHINE_PASSWORD', password);
  onTestFinished(() => void vi.unstubAllEnvs());
}
