/** What is done for the requests about machines' own interfaces. */
import type { Devices, History } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { Failed, Failure, Outcome } from '../../contract/failures.ts';

type DeviceRequest =
  | 'getSearchRanges'
  | 'findMachines'
  | 'cancelFinding'
  | 'planMachines'
  | 'configureMachines'
  | 'putBackMachines'
  | 'actOnMachine'
  | 'getPowerPlans'
  | 'setPowerPlan'
  | 'setMachineWatts'
  | 'readMachine'
  | 'forgetMachineLogin'
  | 'forgetMachine'
  | 'getDeviceHistory';

interface DeviceHandlerParts {
  readonly devices: Devices;
  readonly history: History;
  /** Logs a failure and answers with it. */
  readonly refused: (failure: Failure) => Failed;
}

const DONE: Outcome = { ok: true };

/** The handlers of these requests. Progress of what they begin is in the snapshot. */
export function createDeviceHandlers({
  devices,
  history,
  refused,
}: DeviceHandlerParts): Pick<RequestHandlers, DeviceRequest> {
  return {
    getSearchRanges: () => devices.searchRanges(),
    findMachines({ ranges }) {
      const begun = devices.find(ranges);
      return begun.ok ? DONE : refused({ kind: 'find', error: begun.error });
    },
    cancelFinding() {
      devices.cancelFinding();
      return DONE;
    },
    planMachines: ({ ids, logins }) => devices.plan(ids, logins),
    configureMachines({ orders, logins }) {
      void devices.configure(orders, logins);
      return DONE;
    },
    putBackMachines({ ids, logins }) {
      void devices.putBack(ids, logins);
      return DONE;
    },
    async actOnMachine({ id, action, login }) {
      const done = await devices.act(id, action, login);
      // The screen shows that it sleeps once it was read.
      if (done.ok && (action === 'sleep' || action === 'wake')) void devices.read(id);
      return done.ok ? DONE : refused({ kind: 'device', error: done.error });
    },
    async getPowerPlans({ id, login }) {
      const plans = await devices.powerPlans(id, login);
      return plans.ok
        ? { ok: true, plans: plans.value }
        : refused({ kind: 'device', error: plans.error });
    },
    async setPowerPlan({ id, plan, login }) {
      const done = await devices.setPowerPlan(id, plan, login);
      return done.ok ? DONE : refused({ kind: 'device', error: done.error });
    },
    setMachineWatts({ id, watts }) {
      devices.setWatts(id, watts);
      return DONE;
    },
    async readMachine({ id }) {
      await devices.read(id);
      return DONE;
    },
    forgetMachineLogin({ id }) {
      devices.forgetLogin(id);
      return DONE;
    },
    forgetMachine({ id }) {
      devices.forget(id);
      return DONE;
    },
    getDeviceHistory: ({ id, fromMs, toMs, points }) =>
      history.deviceSamples.of(id, fromMs, toMs, points),
  };
}
