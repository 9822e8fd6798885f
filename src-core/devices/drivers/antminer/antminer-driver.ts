/** Bitmain's Antminer: read at cgminer's interface without a password, written at its web pages' programs. */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type {
  DeviceAction,
  DeviceControl,
  DeviceDriver,
  DeviceIdentity,
  DeviceLogin,
  DeviceReading,
  PowerReport,
} from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { isSameModel } from '../../models.ts';
import { askAll, CGMINER_PORT } from '../cgminer/ask-fields.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { createSleepNote } from '../cgminer/sleep-note.ts';
import type { SleepNote } from '../cgminer/sleep-note.ts';
import type { DeviceIo, MachineLine } from '../reach/machine-line.ts';
import {
  changeConf,
  confPools,
  modeChange,
  modeOf,
  modePlans,
  POOL_ENTRIES,
  poolEntries,
  powerIn,
  readConf,
  SLEEP,
} from './antminer-conf.ts';
import { antminerName, antminerReading } from './antminer-reading.ts';
import { antminerRound } from './antminer-round.ts';
import type { Ask } from './antminer-round.ts';

/** @param nowMs ms since the Unix epoch */
export function antminerDriver(
  identity: DeviceIdentity,
  io: DeviceIo,
  nowMs: () => number,
): DeviceDriver {
  const sleep = createSleepNote(nowMs);
  return {
    async read(signal) {
      const reading = await io.round(identity.host, 'quick', signal, (machine) =>
        read(machine, identity, nowMs),
      );
      return reading.ok ? ok(sleep.marked(reading.value)) : reading;
    },
    control: antminerControl(identity, io, sleep),
  };
}

async function read(
  machine: MachineLine,
  { model }: DeviceIdentity,
  nowMs: () => number,
): Promise<Result<DeviceReading, DeviceError>> {
  const answers = await askAll(machine, CGMINER_PORT, ['summary', 'stats', 'pools']);
  if (!answers.ok) return answers;
  const [summary = null, stats = null, pools = null] = answers.value;
  const reported = antminerName(null, stats).model;
  if (model !== null && reported !== null && !isSameModel(reported, model)) {
    return err({ kind: 'another-machine', model: reported });
  }
  return ok(antminerReading({ summary, stats, pools }, nowMs()));
}

function antminerControl(identity: DeviceIdentity, io: DeviceIo, sleep: SleepNote): DeviceControl {
  /** The mode that was left for sleep. */
  let modeBefore: number | null = null;
  /** Of the machine that this is, and of the one that answered last. */
  let ownMac = identity.mac;
  let reportedMac: string | null = null;
  let power: PowerReport | null = null;

  function round<T>(
    login: DeviceLogin,
    signal: AbortSignal,
    work: (ask: Ask) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>> {
    const onMac = (reported: string): void => {
      ownMac ??= reported;
      reportedMac = reported;
    };
    return antminerRound({ ...identity, mac: ownMac }, io, onMac, login, signal, (ask) => {
      power = null;
      return work(ask);
    });
  }

  async function confOf(ask: Ask): Promise<Result<Fields, DeviceError>> {
    const conf = await readConf(ask);
    if (conf.ok) power = powerIn(conf.value);
    return conf;
  }

  async function change(
    ask: Ask,
    changesOf: (conf: Fields) => Result<Fields, DeviceError>,
  ): Promise<Result<null, DeviceError>> {
    const conf = await changeConf(ask, changesOf);
    if (!conf.ok) return conf;
    power = powerIn(conf.value);
    return ok(null);
  }

  const blink = async (ask: Ask, isOn: boolean): Promise<Result<null, DeviceError>> => {
    const answer = await ask('POST', '/cgi-bin/blink.cgi', { json: { blink: String(isOn) } });
    return answer.ok ? ok(null) : answer;
  };

  async function act(ask: Ask, action: DeviceAction): Promise<Result<null, DeviceError>> {
    switch (action) {
      case 'restart': {
        const answer = await ask('GET', '/cgi-bin/reboot.cgi', { mayHangUp: true });
        return answer.ok ? ok(null) : answer;
      }
      case 'blink':
        return blink(ask, true);
      case 'stop-blinking':
        return blink(ask, false);
      case 'sleep':
        return change(ask, (conf) => {
          const mode = modeOf(conf);
          if (mode !== SLEEP) modeBefore = mode;
          return modeChange(conf, SLEEP);
        });
      case 'wake':
        return change(ask, (conf) => modeChange(conf, modeBefore ?? 0));
    }
  }

  return {
    actions: ['restart', 'blink', 'stop-blinking', 'sleep', 'wake'],
    // Saving restarts the mining program.
    needsRestart: false,
    maxPools: POOL_ENTRIES,
    reportedMac: () => reportedMac,
    // It says so without a login.
    reportedModel: () => null,
    reportedPower: () => power,
    pools: (login, signal) =>
      round(login, signal, async (ask) => {
        const conf = await confOf(ask);
        return conf.ok ? confPools(conf.value) : conf;
      }),
    setPools: (login, pools, signal) =>
      round(login, signal, (ask) => change(ask, () => ok({ pools: poolEntries(pools) }))),
    act: (login, action, signal) =>
      round(login, signal, async (ask) => {
        const done = await act(ask, action);
        if (done.ok && (action === 'sleep' || action === 'wake')) sleep.sent(action === 'sleep');
        return done;
      }),
    powerPlans: (login, signal) =>
      round(login, signal, async (ask) => {
        const conf = await confOf(ask);
        return conf.ok ? ok(modePlans(conf.value)) : conf;
      }),
    setPowerPlan: (login, id, signal) =>
      round(login, signal, async (ask) => {
        const changed = await change(ask, (conf) =>
          modePlans(conf).plans.some((plan) => plan.id === id)
            ? modeChange(conf, id)
            : err({ kind: 'unsupported' }),
        );
        if (changed.ok) sleep.sent(false);
        return changed;
      }),
  };
}
