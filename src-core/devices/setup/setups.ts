/** Work on the pools of machines: several at once, each in its own steps. */
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Logger } from '../../logging/logger.ts';
import { err } from '../../result.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { DeviceLogin } from '../device.ts';
import type { DeviceEvent } from '../device-events.ts';
import type { SetupFault, SetupOrder, SetupPlan } from '../device-setup.ts';
import type { GivenLogin, GivenLogins } from '../devices.ts';
import { inParallel } from '../in-parallel.ts';
import type { KnownDevice } from '../known/known-device.ts';
import { loginError, NO_LOGIN } from '../known/password-needed.ts';
import { canPutBack } from '../known/roster.ts';
import type { Roster } from '../known/roster.ts';
import type { Interfaces } from '../own-networks.ts';
import { routedAddress } from '../routed-address.ts';
import { configureMachine, putPoolsBack } from './configure-machine.ts';
import type { Done, SetupWork } from './configure-machine.ts';
import { makePlans } from './make-plan.ts';
import { ownPool } from './own-pool.ts';
import type { OwnPoolFacts } from './own-pool.ts';
import { ownPoolsOf } from './own-pools.ts';
import type { OwnPools } from './own-pools.ts';
import { beginReport } from './setup-report.ts';
import type { SetupTimes } from './setup-times.ts';
import type { StratumView } from './stratum-view.ts';
import { createTakenNames } from './taken-names.ts';

/** Machines that are worked on at the same time; the others wait for their turn. */
const AT_ONCE = 8;

interface SetupsParts {
  readonly roster: Roster;
  readonly view: StratumView;
  readonly config: () => Pick<MinerConfig, 'stratumPort' | 'stratumInterface' | 'stratumPassword'>;
  readonly interfaces: () => Interfaces;
  readonly times: SetupTimes;
  readonly logger: Logger;
  readonly onEvent: (event: DeviceEvent) => void;
  /** Work on a device has ended, and it may be read again. */
  readonly onEnded: (id: string) => void;
  readonly signal: AbortSignal;
}

interface Setups {
  plan(ids: readonly string[], logins: GivenLogins): Promise<readonly SetupPlan[]>;
  configure(orders: readonly SetupOrder[], logins: GivenLogins): Promise<void>;
  putBack(ids: readonly string[], logins: GivenLogins): Promise<void>;
  isBusy(id: string): boolean;
  /** Which pools of a device are this program. */
  ownPoolsOf(device: KnownDevice): OwnPools;
  /** Resolves when no work is left. */
  settled(): Promise<void>;
}

/** A machine that is worked on already is left out of new work. */
export function createSetups(parts: SetupsParts): Setups {
  const { roster, view, config, interfaces, times, logger, onEvent, onEnded, signal } = parts;
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  const names = createTakenNames(view, () => {
    // A machine in the place of another may have its name.
    return roster.list().filter((device) => !roster.isDisplaced(device));
  });

  async function ownPoolFacts(host: string): Promise<OwnPoolFacts> {
    const { stratumPort: port, stratumInterface: listenAt } = config();
    const routed = await routedAddress(host);
    return { interfaces: interfaces(), routed, listening: view.listening(), port, listenAt };
  }

  const poolsOf = ownPoolsOf({ view, interfaces });

  /** With its MAC, a machine may have turned out to be one that has another id. */
  const idOf = (id: string): string => roster.get(id)?.id ?? id;
  const isBusy = (id: string): boolean =>
    busy.has(id) || [...busy].some((each) => idOf(each) === idOf(id));

  function plan(ids: readonly string[], logins: GivenLogins): Promise<readonly SetupPlan[]> {
    return makePlans(
      ids.flatMap((id) => roster.get(id) ?? []),
      {
        ...{ roster, view, ownPoolFacts, signal },
        isOwn: (device, url) => poolsOf(device).isOwn(url),
        isBusy,
        login: (id) => roster.login(id, logins[id]),
      },
    );
  }

  /** Marks all as busy at once, so that none is taken up twice while it waits for its turn. */
  async function each<T extends { readonly id: string }>(
    items: readonly T[],
    work: (item: T) => Promise<void>,
  ): Promise<void> {
    const free = items.filter(
      ({ id }, at) => !isBusy(id) && items.findIndex((item) => item.id === id) === at,
    );
    for (const { id } of free) busy.add(id);
    const all = inParallel(free, AT_ONCE, async (item) => {
      try {
        if (!signal.aborted) await work(item);
      } finally {
        names.release(idOf(item.id));
        busy.delete(item.id);
        onEnded(idOf(item.id));
      }
    });
    running.add(all);
    await all.finally(() => running.delete(all));
  }

  /** The work on one machine from its first event to its last. */
  async function run(
    device: KnownDevice,
    given: GivenLogin | undefined,
    { kind, worker }: { readonly kind: 'configure' | 'put-back'; readonly worker: string | null },
    act: (work: SetupWork) => Done,
  ): Promise<void> {
    const { id, host } = device;
    const report = beginReport({ id, kind, worker, roster, onEvent });
    const driver = roster.driver(device);
    const { control } = driver;
    if (control === null || roster.isDisplaced(device)) {
      const error = control === null ? 'unsupported' : 'another-machine';
      return report.failed({
        kind: 'device',
        error: error === 'unsupported' ? { kind: error } : { kind: error, model: null },
      });
    }
    const login = roster.login(id, given) ?? NO_LOGIN;
    const done = await guarded(() =>
      act({
        ...{ id, host, roster, driver, control, report, times, signal },
        login,
        onLoginAccepted: () => roster.loginAccepted(id, given),
      }),
    );
    const fault = done.ok ? null : faultOf(done.error, login);
    if (fault?.kind === 'device' && fault.error.kind === 'another-machine') {
      roster.anotherAnswered(id, fault.error.model);
    }
    if (fault === null) report.done();
    else report.failed(fault);
    const name = `${device.model ?? device.family} at ${host}`;
    if (fault === null) logger.info(`${name}: ${kind} is done`);
    else logger.warn(`${name}: ${kind} failed: ${faultLine(fault)}`);
  }

  /** A bug ends the work on this machine alone. */
  async function guarded(act: () => Done): Done {
    try {
      return await act();
    } catch (error) {
      logger.error(`work on a machine failed: ${detailOf(error)}`);
      return err({ kind: 'device', error: { kind: 'nonsense', answer: '' } });
    }
  }

  async function configureOne(order: SetupOrder, logins: GivenLogins): Promise<void> {
    const device = roster.get(order.id);
    if (device === undefined) return;
    const { id, worker, keepsOthers } = order;
    await run(device, logins[id], { kind: 'configure', worker }, async (work) => {
      const { url, obstacle } = ownPool(device.host, await ownPoolFacts(device.host));
      if (obstacle !== null) return err({ kind: 'no-way', obstacle });
      const { stratumPassword } = config();
      return configureMachine({
        ...{ ...work, view, keepsOthers },
        takesName: () => names.take(idOf(id), device.host, worker),
        pool: { url, user: worker, password: stratumPassword ?? 'x' },
        isOwn: (other) => poolsOf(device).isOwn(other),
        hashesPerSecond: roster.describe(device).nameplate?.hashesPerSecond ?? null,
      });
    });
  }

  async function putBackOne(id: string, logins: GivenLogins): Promise<void> {
    const device = roster.get(id);
    const poolsBefore = device?.poolsBefore ?? null;
    if (device === undefined || poolsBefore === null || !canPutBack(device)) return;
    await run(device, logins[id], { kind: 'put-back', worker: null }, (work) =>
      putPoolsBack(work, poolsBefore),
    );
  }

  return {
    plan,
    configure: (orders, logins) => each(orders, (order) => configureOne(order, logins)),
    putBack: (ids, logins) =>
      each(
        ids.map((id) => ({ id })),
        ({ id }) => putBackOne(id, logins),
      ),
    isBusy,
    ownPoolsOf: poolsOf,
    async settled() {
      await Promise.all(running);
    },
  };
}

function faultOf(fault: SetupFault, login: DeviceLogin): SetupFault {
  return fault.kind === 'device' ? { ...fault, error: loginError(login, fault.error) } : fault;
}

/** For the log: kinds and facts. Nothing of a login is in them. */
function faultLine(fault: SetupFault): string {
  return JSON.stringify(fault.kind === 'device' ? fault.error : fault);
}
