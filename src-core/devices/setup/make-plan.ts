/** What would be written to a machine: nothing is written. */
import type { DeviceLogin, DevicePool, PoolState } from '../device.ts';
import type { SetupPlan, ShownPool } from '../device-setup.ts';
import { machineText, POOL_TEXT_LIMIT } from '../machine-text.ts';
import type { KnownDevice } from '../known/known-device.ts';
import type { Roster } from '../known/roster.ts';
import { ownPool } from './own-pool.ts';
import type { OwnPoolFacts } from './own-pool.ts';
import type { StratumView } from './stratum-view.ts';
import { proposedWorker, withNumber } from './worker-name.ts';

interface PlanParts {
  readonly roster: Pick<Roster, 'list' | 'driver'>;
  readonly view: Pick<StratumView, 'machines'>;
  readonly ownPoolFacts: (host: string) => Promise<OwnPoolFacts>;
  readonly isBusy: (id: string) => boolean;
  /** Whether a pool of this device is this program. */
  readonly isOwn: (device: KnownDevice, url: string) => boolean;
  readonly login: (id: string) => DeviceLogin | null;
  readonly signal: AbortSignal;
}

/** Goldshell has to be left alone for 10 s after it was read. */
const READ_LIMIT_MS = 30_000;

/** Plans for these devices; each with a name that no other machine has, and none of the others gets. */
export async function makePlans(
  devices: readonly KnownDevice[],
  parts: PlanParts,
): Promise<SetupPlan[]> {
  const taken = new Set<string>();
  const workers = devices.map((device) => {
    const worker = workerFor(device, parts, taken);
    taken.add(worker.toLowerCase());
    return worker;
  });
  return Promise.all(devices.map((device, at) => makePlan(device, workers[at] ?? '', parts)));
}

async function makePlan(device: KnownDevice, worker: string, parts: PlanParts): Promise<SetupPlan> {
  const { id, host } = device;
  const { url, obstacle: noWay } = ownPool(host, await parts.ownPoolFacts(host));
  const byHand = parts.roster.driver(device).control === null ? 'by-hand' : null;
  const busy = parts.isBusy(id) ? 'busy' : null;
  const poolsNow = busy === null ? await shownPools(device, parts) : null;
  const fallbacks = poolsNow === null ? null : fallbacksOf(device, poolsNow, parts);
  return { id, poolsNow, fallbacks, url, worker, obstacle: byHand ?? busy ?? noWay, noWay };
}

/** The pools in its settings where there is a login, else those that it reports. */
async function shownPools(
  device: KnownDevice,
  { roster, login, signal }: PlanParts,
): Promise<readonly ShownPool[] | null> {
  const { control, read } = roster.driver(device);
  const until = AbortSignal.any([signal, AbortSignal.timeout(READ_LIMIT_MS)]);
  const known = login(device.id);
  if (control !== null && known !== null) {
    const pools = await control.pools(known, until);
    if (pools.ok) return pools.value.map(shown);
  }
  const reading = await read(until);
  return reading.ok && reading.value.pools.length > 0 ? reading.value.pools.map(shown) : null;
}

function fallbacksOf(
  device: KnownDevice,
  poolsNow: readonly ShownPool[],
  { roster, isOwn }: PlanParts,
): readonly ShownPool[] {
  const room = (roster.driver(device).control?.maxPools ?? 1) - 1;
  return poolsNow.filter(({ url }) => !isOwn(device, url)).slice(0, room);
}

function shown({ url, user }: DevicePool | PoolState): ShownPool {
  return { url: machineText(url, POOL_TEXT_LIMIT), user: machineText(user, POOL_TEXT_LIMIT) };
}

/** The name it has here already, if no other machine has it; else one made of its model and address. */
function workerFor(
  device: KnownDevice,
  { roster, view }: PlanParts,
  planned: ReadonlySet<string>,
): string {
  const taken = new Set(planned);
  for (const { id, configured } of roster.list()) {
    if (id !== device.id && configured !== null) taken.add(configured.worker.toLowerCase());
  }
  const here: string[] = [];
  for (const { address, rig } of view.machines()) {
    if (rig === null || rig === '') continue;
    if (address === device.host) here.push(rig);
    else taken.add(rig.toLowerCase());
  }
  const name = device.configured?.worker ?? (here.length === 1 ? here[0] : undefined);
  return name === undefined ? proposedWorker(device, taken) : withNumber(name, taken);
}
