/** A mix of simulated machines at addresses in a row: what `npm run fake-asics` starts. */
import { codeOf, reasonOf } from '../../system/thrown-reason.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { SIMULATED_KINDS } from './machine/kinds.ts';
import type { SimulatedKind } from './machine/kinds.ts';
import { startSimulatedDevice } from './start-simulated-device.ts';
import type { SimulatedDevice } from './start-simulated-device.ts';

interface FleetOptions {
  /** 1 … {@link MOST_MACHINES} */
  readonly count: number;
  /** Of the first machine. */
  readonly firstHost: string;
  /** Null for 80, or 8080 where this user may not open 80. */
  readonly webPort: number | null;
}

export interface Fleet {
  readonly devices: readonly SimulatedDevice[];
  readonly webPort: number;
  close(): Promise<void>;
}

/** What the system says, for which address; `code` as `net.Server.listen` has it. */
export interface FleetError {
  readonly host: string;
  readonly code: string | null;
  readonly detail: string;
}

export const MOST_MACHINES = 32;
const USUAL_PORT = 80;
const OPEN_PORT = 8080;
/** An iBeLink is set up by hand, in its web page, which is not simulated: this was done already. */
const OUR_POOL = 'stratum+tcp://127.0.0.1:1917';
/** Long enough to be seen. */
const REBOOT_MS = 3_000;

/** Starts all machines, or none: those that had started are closed again where one cannot. */
export async function startFleet(options: FleetOptions): Promise<Result<Fleet, FleetError>> {
  const webPort = options.webPort ?? USUAL_PORT;
  const started = await startAll(options, webPort);
  const isForbidden = !started.ok && started.error.code === 'EACCES';
  return isForbidden && options.webPort === null ? startAll(options, OPEN_PORT) : started;
}

async function startAll(
  { count, firstHost }: FleetOptions,
  webPort: number,
): Promise<Result<Fleet, FleetError>> {
  const devices: SimulatedDevice[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(devices.map((device) => device.close()));
  };
  for (let index = 0; index < count; index++) {
    const host = hostAfter(firstHost, index);
    const kind = SIMULATED_KINDS[index % SIMULATED_KINDS.length] ?? 'goldshell';
    try {
      devices.push(await startOne(kind, host, webPort));
    } catch (error) {
      await close();
      return err({ host, code: codeOf(error), detail: reasonOf(error) });
    }
  }
  return ok({ devices, webPort, close });
}

function startOne(kind: SimulatedKind, host: string, webPort: number): Promise<SimulatedDevice> {
  const pool = { url: OUR_POOL, user: `ibelink.${host.replaceAll('.', '-')}`, password: 'x' };
  const faults = { rebootMs: REBOOT_MS };
  const pools = kind === 'ibelink' ? { pools: [pool] } : {};
  return startSimulatedDevice({ kind, host, webPort, faults, ...pools });
}

/** The address `index` places behind another, in its last number. */
function hostAfter(first: string, index: number): string {
  const numbers = first.split('.');
  return [...numbers.slice(0, 3), Number(numbers[3]) + index].join('.');
}
