/**
 * One gentle round at a Goldshell's web server: is it the same model, the login, the model where it is said only then, is
 * it the same machine, the requests.
 */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DeviceIdentity, DeviceLogin, ReportedModel } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { isSameModel } from '../../models.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import type { DeviceIo, MachineLine, MachineRequest } from '../reach/machine-line.ts';
import { goldshellStatus, refusalOf } from './goldshell-answers.ts';
import type { Ask } from './goldshell-ask.ts';
import { logIn } from './goldshell-login.ts';
import type { LoginForm } from './goldshell-login.ts';
import { macIn, readSettings } from './goldshell-settings.ts';

const STATUS = '/mcb/status';

type Status = Pick<DeviceIdentity, 'model' | 'firmware'>;

/** Its settings as this round has read them, or why they could not be. */
export type Settings = Result<Fields, DeviceError>;

interface Rounds {
  round<T>(
    login: DeviceLogin,
    signal: AbortSignal,
    work: (ask: Ask, settings: Settings) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>>;
  /** The MAC of the machine that answered last, the same or another; null where it has reported none. */
  reportedMac(): string | null;
  /** What that machine called itself behind the login; null where it says so without, or not at all. */
  reportedModel(): ReportedModel | null;
}

/** Rounds of one machine, of which the way it takes the password is remembered, and its MAC. */
export function goldshellRounds(identity: DeviceIdentity, io: DeviceIo): Rounds {
  const { host, webPort: port } = identity;
  let form: LoginForm | null = null;
  /** Of the machine that this is, and of the one that answered last. */
  let ownMac = identity.mac;
  let reportedMac: string | null = null;
  let reportedModel: ReportedModel | null = null;

  /** Why nothing else is asked or written here: only the MAC tells two of one model apart. */
  function otherMac(settings: Settings): DeviceError | null {
    // Old firmware has no settings. A machine that had them once is not known again without them.
    if (!settings.ok) return ownMac === null ? null : settings.error;
    const mac = macIn(settings.value);
    reportedMac = mac ?? reportedMac;
    ownMac ??= mac;
    const isOther = mac !== null && mac !== ownMac;
    return isOther ? { kind: 'another-machine', model: identity.model } : null;
  }

  const round: Rounds['round'] = (login, signal, work) =>
    io.round(host, 'gentle', signal, async (machine) => {
      const opened = await machine.http(statusOf(port));
      if (!opened.ok) return opened;
      const open = goldshellStatus(opened.value);
      const other = otherModel(open, identity);
      if (other !== null) return err(other);
      const entry = await logIn(machine, port, login, form);
      if (!entry.ok) return entry;
      form = entry.value.form;
      const { token } = entry.value;
      const headers = token === null ? {} : { authorization: `Bearer ${token}` };
      const ask: Ask = async (method, path, more = {}) => {
        const request = { method, port, path, headers, ...more };
        let answer = await machine.http(request);
        // One in some hundred requests gets a 401 for no reason.
        if (answer.ok && answer.value.status === 401) answer = await machine.http(request);
        if (!answer.ok) return answer;
        const refusal = refusalOf(answer.value);
        if (refusal === null) return answer;
        // Without a login of its own, it may have got one with an update.
        if (answer.value.status === 401) form = null;
        return err(refusal);
      };
      if (open === null || open.model === null) {
        const status = await statusBehindLogin(ask);
        if (!status.ok) return status;
        const otherThen = otherModel(status.value, identity);
        if (otherThen !== null) return err(otherThen);
        reportedModel = modelIn(status.value);
      }
      const settings = await readSettings(ask);
      const another = otherMac(settings);
      return another === null ? work(ask, settings) : err(another);
    });

  return { round, reportedMac: () => reportedMac, reportedModel: () => reportedModel };
}

/** Why nothing is asked or written here: it is not reached, or a machine of another model is. */
export async function otherMachine(
  machine: MachineLine,
  identity: DeviceIdentity,
): Promise<DeviceError | null> {
  const answer = await machine.http(statusOf(identity.webPort));
  return answer.ok ? otherModel(goldshellStatus(answer.value), identity) : answer.error;
}

function statusOf(port: number): MachineRequest {
  return { method: 'GET', port, path: STATUS };
}

/** Some models report nothing without a password. */
function otherModel(status: Status | null, { model }: DeviceIdentity): DeviceError | null {
  if (status === null || status.model === null || model === null) return null;
  return isSameModel(status.model, model) ? null : { kind: 'another-machine', model: status.model };
}

/** Null where it does not say what it is behind the login either: it can be used without a model. */
async function statusBehindLogin(ask: Ask): Promise<Result<Status | null, DeviceError>> {
  const answer = await ask('GET', STATUS);
  if (answer.ok) return ok(goldshellStatus(answer.value));
  return answer.error.kind === 'refused' ? ok(null) : answer;
}

function modelIn(status: Status | null): ReportedModel | null {
  return status === null || status.model === null ? null : { ...status, model: status.model };
}
