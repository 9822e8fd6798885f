/** `--configure-machine` and `--put-back-machine`: the plan, the question, and each step as it is done. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { openDriver } from '../../devices/drivers/open-driver.ts';
import type { GivenLogins } from '../../devices/devices.ts';
import type { DeviceSetup, SetupPlan, ShownPool } from '../../devices/device-setup.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import type { KnownDevice } from '../../state/devices/device-list.ts';
import { EXIT } from '../../system/exit-codes.ts';
import type { MachineTask } from '../options/option-parser.ts';
import { askPassword, askYesOrNo } from './ask-terminal.ts';
import {
  findErrorSentence,
  obstacleSentence,
  setupFaultSentence,
  STEPS,
} from './device-sentences.ts';
import type { DeviceWitness } from './device-witness.ts';
import { handGuide } from './hand-guide.ts';
import type { MachineDesk } from './machine-desk.ts';

type ConfigureTask = Extract<MachineTask, { kind: 'configure' }>;
type PutBackTask = Extract<MachineTask, { kind: 'put-back' }>;

/** Where a script leaves the password of machines. On the command line, all users could read it. */
const PASSWORD_VARIABLE = 'HEDDLE_MACHINE_PASSWORD';

/**
 * @param password of the Stratum server, for a machine that is set up by hand; null without one
 * @returns the exit code
 */
export async function configureMachine(
  desk: MachineDesk,
  witness: DeviceWitness,
  task: ConfigureTask,
  password: string | null,
): Promise<number> {
  const device = await deviceAt(desk, task.address);
  if (!device.ok) return device.error;
  const { id, host } = device.value;
  const [plan] = await desk.devices.plan([id], {});
  if (plan === undefined) return EXIT.noMachine;
  const worker = task.worker ?? plan.worker;
  if (plan.obstacle !== null) {
    sayOnStderr(
      plan.obstacle === 'by-hand'
        ? handGuide(device.value, { url: plan.url, worker }, password)
        : obstacleSentence(plan.obstacle, plan.url),
    );
    if (plan.noWay !== null && plan.noWay !== plan.obstacle) {
      sayOnStderr(obstacleSentence(plan.noWay, plan.url));
    }
    return EXIT.notConfigured;
  }
  sayOnStderr(planText(device.value, plan, worker, task.keepsOthers));
  if (task.asks && !(await askYesOrNo('Write these pools?'))) return declined();
  const logins = await loginsFor(id);
  const outcome = followSetup(desk, id);
  const mining = new AbortController();
  // Not before its pools are written: shares from before do not show that it mines here now.
  desk.listen((event) => {
    if (event.type !== 'device-setup' || event.id !== id) return;
    if (event.setup.state !== 'running' || event.setup.step !== 'waiting-for-machine') return;
    void witness.watch(
      { host, driver: openDriver(device.value, desk.io), url: plan.url, worker },
      mining.signal,
    );
  });
  await desk.devices.configure([{ id, worker, keepsOthers: task.keepsOthers }], logins);
  mining.abort();
  return said(
    outcome(),
    witness.hasShare()
      ? `${worker} mines for ${plan.url}.`
      : `${worker} is connected to ${plan.url}; no share yet.`,
  );
}

/** @returns the exit code */
export async function putBackMachine(desk: MachineDesk, task: PutBackTask): Promise<number> {
  const device = await deviceAt(desk, task.address);
  if (!device.ok) return device.error;
  const { id, canPutBack, hadNoPool, host } = device.value;
  if (!canPutBack) {
    sayOnStderr(`Heddle has not configured the machine at ${host}: there is nothing to put back.`);
    return EXIT.notConfigured;
  }
  const name = nameOf(device.value);
  const question = hadNoPool
    ? `${name} had no pool before it was configured. Remove the pool of Heddle, so that it hashes for none?`
    : `Give ${name} the pools from before it was configured?`;
  if (task.asks && !(await askYesOrNo(question))) return declined();
  const outcome = followSetup(desk, id);
  await desk.devices.putBack([id], await loginsFor(id));
  return said(
    outcome(),
    hadNoPool ? `${name} has no pool, as before.` : `${name} has its pools from before.`,
  );
}

/** Asks the address what it is; the exit code where no machine answers. */
async function deviceAt(
  { devices, list }: MachineDesk,
  address: string,
): Promise<Result<KnownDevice, number>> {
  const begun = devices.find([address]);
  if (!begun.ok) {
    sayOnStderr(findErrorSentence(begun.error));
    return err(EXIT.failed);
  }
  await begun.value.ended;
  const [id] = list().search?.found ?? [];
  const device = list().devices.get(id ?? '');
  if (device !== undefined) return ok(device);
  const [other] = list().search?.others ?? [];
  sayOnStderr(
    other === undefined
      ? `No machine answers at ${address}. Check that it is switched on and in this network.`
      : `No machine that Heddle knows answers at ${address} (${other.answered}).`,
  );
  return err(EXIT.noMachine);
}

function planText(
  device: KnownDevice,
  { poolsNow, fallbacks, url }: SetupPlan,
  worker: string,
  keepsOthers: boolean,
): string {
  const after = [{ url, user: worker }, ...(keepsOthers ? (fallbacks ?? []) : [])];
  return [
    `${nameOf(device)}${device.model === null ? '' : ` at ${device.host}`}`,
    ...(poolsNow === null
      ? ['  pools now:   not known without its password; they are kept']
      : lines('pools now:', poolsNow)),
    ...lines('pools after:', after),
  ].join('\n');
}

function lines(title: string, pools: readonly ShownPool[]): string[] {
  return pools.map(
    ({ url, user }, at) => `  ${(at === 0 ? title : '').padEnd(12)} ${url}  ${user}`,
  );
}

/** The password of the environment, or one that is typed; none where there is no terminal to type it in. */
async function loginsFor(id: string): Promise<GivenLogins> {
  const password = process.env[PASSWORD_VARIABLE] ?? (await askPassword('Password of the machine'));
  return password === null ? {} : { [id]: { user: null, password, keep: false } };
}

/** Says each step as it begins. The result gives the setup as it ended. */
function followSetup({ listen }: MachineDesk, id: string): () => DeviceSetup | null {
  let last: DeviceSetup | null = null;
  listen((event) => {
    if (event.type !== 'device-setup' || event.id !== id) return;
    if (event.setup.state === 'running' && event.setup.step !== last?.step) {
      sayOnStderr(`${STEPS[event.setup.step]} …`);
    }
    last = event.setup;
  });
  return () => last;
}

function said(setup: DeviceSetup | null, done: string): number {
  if (setup?.state === 'done') {
    sayOnStderr(done);
    return EXIT.done;
  }
  if (setup !== null && setup.fault !== null) {
    sayOnStderr(setupFaultSentence(setup.step, setup.fault));
    if (setup.canPutBack) {
      sayOnStderr('What it had before is kept: --put-back-machine restores it.');
    }
  }
  return EXIT.notConfigured;
}

function declined(): number {
  sayOnStderr('Nothing was written.');
  return EXIT.declined;
}

function nameOf({ model, host }: KnownDevice): string {
  return model ?? `the machine at ${host}`;
}
