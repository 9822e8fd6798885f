/** What the user decides before machines are pointed at Heddle, and what is still wrong with it. Pure. */
import type {
  DeviceSnapshot,
  GivenLogins,
  MachineSnapshot,
  SetupOrder,
  SetupPlan,
} from '../../../../contract/screen-contract.ts';
import type { LoginDraft } from '../../../components/machines/login-fields.tsx';

export interface SetupDraft {
  /** For all machines without a password of their own. */
  readonly login: LoginDraft;
  readonly keepsOthers: boolean;
  /** Names that were edited, by device id. */
  readonly workers: Readonly<Record<string, string>>;
  /** Passwords of single machines, by device id. */
  readonly passwords: Readonly<Record<string, string>>;
}

export type WorkerFault = 'missing' | 'form' | 'taken';

/** Dots are allowed: pools split names there, and Heddle takes what comes after. */
const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** The name that the machine would get. */
export function workerOf(plan: SetupPlan, draft: SetupDraft): string {
  return (draft.workers[plan.id] ?? plan.worker).trim();
}

/** What is wrong with a machine's name; null when nothing is. */
export function workerFault(
  plan: SetupPlan,
  plans: readonly SetupPlan[],
  draft: SetupDraft,
  /** Names of other machines that are known, in lower case. */
  taken: ReadonlySet<string>,
): WorkerFault | null {
  const worker = workerOf(plan, draft);
  if (worker === '') return 'missing';
  if (!NAME.test(worker)) return 'form';
  const name = worker.toLowerCase();
  const isPlanned = plans.some(
    (other) => other.id !== plan.id && workerOf(other, draft).toLowerCase() === name,
  );
  return isPlanned || taken.has(name) ? 'taken' : null;
}

/** The names of all machines but those at these hosts, in lower case. */
export function namesElsewhere(
  sessions: readonly Pick<MachineSnapshot, 'rig' | 'address' | 'isOnline'>[],
  hosts: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    sessions.flatMap(({ rig, address, isOnline }) =>
      isOnline && rig !== null && !hosts.has(address.replace(/^::ffff:/i, ''))
        ? [rig.toLowerCase()]
        : [],
    ),
  );
}

/** Whether a password has to be typed before this machine can be written to. Old Goldshells have none. */
export function lacksPassword(
  device: Pick<DeviceSnapshot, 'id' | 'family' | 'hasPassword'>,
  { login, passwords }: SetupDraft,
): boolean {
  if (device.family === 'goldshell') return false;
  return !device.hasPassword && login.password === '' && (passwords[device.id] ?? '') === '';
}

/** What another try of work that failed begins with: `change` where the same again would fail again. */
export function nextTry(setup: DeviceSnapshot['setup']): 'configure' | 'put-back' | 'change' {
  const fault = setup?.fault ?? null;
  if (fault?.kind === 'name-taken') return 'change';
  const kind = fault?.kind === 'device' ? fault.error.kind : null;
  if (kind === 'password-needed' || kind === 'password-wrong') return 'change';
  return setup?.kind ?? 'configure';
}

/** What is to be done to the machines of these plans. */
export function ordersOf(plans: readonly SetupPlan[], draft: SetupDraft): readonly SetupOrder[] {
  const { keepsOthers } = draft;
  return plans.map((plan) => ({ id: plan.id, worker: workerOf(plan, draft), keepsOthers }));
}

/** The logins that were typed; a machine without one uses the login that is kept. */
export function loginsOf(ids: readonly string[], { login, passwords }: SetupDraft): GivenLogins {
  const user = login.user.trim() === '' ? null : login.user.trim();
  return Object.fromEntries(
    ids.flatMap((id) => {
      const own = passwords[id] ?? '';
      const password = own === '' ? login.password : own;
      return password === '' ? [] : [[id, { user, password, keep: login.keep }]];
    }),
  );
}
