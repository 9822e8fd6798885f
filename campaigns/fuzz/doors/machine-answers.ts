/** Answers of machines at their own interfaces, through every driver and all that can be asked of it. */
import fc from 'fast-check';
import { DEVICE_ACTIONS, DEVICE_FAMILIES } from '../../../src-core/devices/device.ts';
import type { DeviceLogin } from '../../../src-core/devices/device.ts';
import { identifyDevice } from '../../../src-core/devices/drivers/identify.ts';
import { openDriver } from '../../../src-core/devices/drivers/open-driver.ts';
import type {
  DeviceIo,
  MachineAnswer,
  MachineLine,
} from '../../../src-core/devices/drivers/reach/machine-line.ts';
import { ok } from '../../../src-core/result.ts';
import { anyText } from '../../../src-core/tests/hostile/characters.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import {
  complaintAbout,
  hostileMachineText,
} from '../../../src-core/tests/hostile/machine-answers.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

interface Answer {
  readonly status: number;
  readonly challenge: string;
  readonly text: string;
}

/** What a machine answers, in turn and from the beginning again. */
interface Machine {
  readonly family: (typeof DEVICE_FAMILIES)[number];
  readonly answers: readonly Answer[];
}

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(fc.constantFrom(200, 200, 200, 401, 404, 500, 302, 0), fc.nat(999)),
  challenge: fc.oneof(
    fc.constantFrom('Digest realm="x", nonce="y", qop="auth"', 'Basic realm="printer"', ''),
    fc.constantFrom('Digest realm="\\"x", nonce=, qop="auth-int,auth"', 'Digest stale=true,,=,"'),
    anyText(60),
  ),
  text: hostileMachineText(hostileJsonWith(50)),
});

const ADDRESS = { host: '127.0.0.1', webPort: 80 };
const LOGIN: DeviceLogin = { user: null, password: 'correct horse' };
const POOL = { url: 'stratum+tcp://127.0.0.1:1917', user: 'a.b', password: 'x' };

function lineTo({ answers }: Machine): DeviceIo {
  let turn = 0;
  const next = (): MachineAnswer => {
    const { status, challenge, text } = answers[turn++ % answers.length]!;
    return { status, headers: { 'www-authenticate': challenge, server: challenge }, body: text };
  };
  const line: MachineLine = {
    http: () => Promise.resolve(ok(next())),
    cgminer: () => Promise.resolve(ok(next().body)),
    goGently: () => undefined,
  };
  return { round: (_host, _pace, _signal, work) => work(line), close: () => undefined };
}

async function askAll(machine: Machine): Promise<void> {
  const io = lineTo(machine);
  const { signal } = new AbortController();
  const found = await identifyDevice(ADDRESS, io, 1_000, signal);
  const identity =
    found.kind === 'device'
      ? { ...found.identity, family: machine.family }
      : { ...ADDRESS, family: machine.family, model: null, firmware: null, mac: null };
  const driver = openDriver(identity, io, () => 0);
  const told: unknown[] = [found, await driver.read(signal)];
  const { control } = driver;
  if (control !== null) {
    for (const action of DEVICE_ACTIONS) told.push(await control.act(LOGIN, action, signal));
    told.push(await control.powerPlans(LOGIN, signal), control.reportedPower());
    told.push(await control.setPowerPlan(LOGIN, 1, signal));
    const pools = await control.pools(LOGIN, signal);
    // Pools are kept as they are, to be put back.
    if (!pools.ok) told.push(pools);
    told.push(await control.setPools(LOGIN, [POOL], signal), control.reportedMac());
  }
  const complaint = complaintAbout(told);
  mustHold(complaint === null, 'what is made of answers is bounded and clean', complaint);
  const isKept = !JSON.stringify(told).includes(LOGIN.password);
  mustHold(isKept, 'no password is in what is said of a machine');
}

export const machineAnswers: Door<Machine> = {
  name: 'machine-answers',
  inputs: 100_000,
  together: 16,
  input: fc.record({
    family: fc.constantFrom(...DEVICE_FAMILIES),
    answers: fc.array(answer, { minLength: 1, maxLength: 5 }),
  }),
  open: () =>
    Promise.resolve({
      async send(machines) {
        for (const machine of machines) await askAll(machine);
      },
    }),
};
