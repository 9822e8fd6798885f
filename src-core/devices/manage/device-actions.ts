/** What is done to one machine beside its pools, with a login that was given or is kept. */
import { err } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DeviceControl, DeviceLogin } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import type { Devices, GivenLogin } from '../devices.ts';
import { loginError, NO_LOGIN } from '../known/password-needed.ts';
import type { Roster } from '../known/roster.ts';

interface ActionParts {
  readonly roster: Pick<
    Roster,
    'get' | 'driver' | 'isDisplaced' | 'login' | 'loginAccepted' | 'anotherAnswered'
  >;
  readonly isBusy: (id: string) => boolean;
  readonly signal: AbortSignal;
}

type Actions = Pick<Devices, 'act' | 'powerPlans' | 'setPowerPlan'>;

/** With the login and the pause that some machines want between two requests. */
const LIMIT_MS = 60_000;

/** An action takes at most a minute, and none runs while the pools of its machine are changed. */
export function createDeviceActions({ roster, isBusy, signal }: ActionParts): Actions {
  async function on<T>(
    id: string,
    given: GivenLogin | null,
    ask: (
      control: DeviceControl,
      login: DeviceLogin,
      signal: AbortSignal,
    ) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>> {
    const device = roster.get(id);
    const control = device === undefined ? null : roster.driver(device).control;
    if (device === undefined || control === null) return err({ kind: 'unsupported' });
    if (roster.isDisplaced(device)) return err({ kind: 'another-machine', model: null });
    if (isBusy(device.id)) return err({ kind: 'busy' });
    const late = AbortSignal.timeout(LIMIT_MS);
    const login = roster.login(id, given) ?? NO_LOGIN;
    const answer = await ask(control, login, AbortSignal.any([signal, late]));
    if (answer.ok) roster.loginAccepted(id, given);
    else if (answer.error.kind === 'another-machine')
      roster.anotherAnswered(id, answer.error.model);
    else if (late.aborted) return err({ kind: 'timeout', limitMs: LIMIT_MS });
    return answer.ok ? answer : err(loginError(login, answer.error));
  }

  return {
    act: (id, action, given) =>
      on(id, given, (control, login, until) =>
        control.actions.includes(action)
          ? control.act(login, action, until)
          : Promise.resolve(err({ kind: 'unsupported' })),
      ),
    powerPlans: (id, given) =>
      on(id, given, (control, login, until) => control.powerPlans(login, until)),
    setPowerPlan: (id, plan, given) =>
      on(id, given, (control, login, until) => control.setPowerPlan(login, plan, until)),
  };
}
