/** Goldshell: read at cgminer's interface without a password, written at its web server. */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type {
  DeviceAction,
  DeviceControl,
  DeviceDriver,
  DeviceIdentity,
  DeviceReading,
  PowerReport,
} from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { askAll, CGMINER_PORT } from '../cgminer/ask-fields.ts';
import { parseCgminerAnswer } from '../cgminer/cgminer-json.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { createSleepNote } from '../cgminer/sleep-note.ts';
import type { SleepNote } from '../cgminer/sleep-note.ts';
import type { DeviceIo, MachineLine } from '../reach/machine-line.ts';
import { poolsOf } from './goldshell-answers.ts';
import type { Ask } from './goldshell-ask.ts';
import { writePools } from './goldshell-pools.ts';
import { goldshellReading, goldshellWebReading } from './goldshell-reading.ts';
import { goldshellRounds, otherMachine } from './goldshell-round.ts';
import type { Settings } from './goldshell-round.ts';
import {
  planChange,
  powerIn,
  powerPlansOf,
  sleepChange,
  wakeChange,
  writeSettings,
} from './goldshell-settings.ts';

/** @param nowMs ms since the Unix epoch */
export function goldshellDriver(
  identity: DeviceIdentity,
  io: DeviceIo,
  nowMs: () => number,
): DeviceDriver {
  const sleep = createSleepNote(nowMs);
  return {
    async read(signal) {
      const reading = await io.round(identity.host, 'gentle', signal, (machine) =>
        read(machine, identity, nowMs),
      );
      return reading.ok ? ok(sleep.marked(reading.value)) : reading;
    },
    control: goldshellControl(identity, io, sleep),
  };
}

async function read(
  machine: MachineLine,
  identity: DeviceIdentity,
  nowMs: () => number,
): Promise<Result<DeviceReading, DeviceError>> {
  const fault = await otherMachine(machine, identity);
  if (fault?.kind === 'another-machine' || fault?.kind === 'cancelled') return err(fault);
  // Its web server may be down while cgminer's interface is not.
  const answers = await askAll(machine, CGMINER_PORT, ['summary', 'devs', 'stats', 'pools']);
  if (answers.ok) {
    const [summary = null, devs = null, stats = null, pools = null] = answers.value;
    return ok(goldshellReading({ summary, devs, stats, pools }, nowMs()));
  }
  if (fault !== null || answers.error.kind === 'cancelled') return err(fault ?? answers.error);
  const path = '/mcb/cgminer?cgminercmd=devs';
  const answer = await machine.http({ method: 'GET', port: identity.webPort, path });
  if (!answer.ok) return answer;
  const fields = parseCgminerAnswer(answer.value.body);
  const reading = fields.ok ? goldshellWebReading(fields.value, nowMs()) : null;
  return reading === null ? answers : ok(reading);
}

function goldshellControl(identity: DeviceIdentity, io: DeviceIo, sleep: SleepNote): DeviceControl {
  const { round: anyRound, reportedMac, reportedModel } = goldshellRounds(identity, io);
  /** The plan that was left for sleep. */
  let planBefore: number | null = null;
  let power: PowerReport | null = null;

  const round: typeof anyRound = (login, signal, work) =>
    anyRound(login, signal, (ask, settings) => {
      power = settings.ok ? powerIn(settings.value) : null;
      return work(ask, settings);
    });

  async function change(
    ask: Ask,
    settings: Settings,
    changesOf: (settings: Fields) => Result<Fields, DeviceError>,
  ): Promise<Result<null, DeviceError>> {
    if (!settings.ok) return settings;
    const changes = changesOf(settings.value);
    if (!changes.ok) return changes;
    const written = await writeSettings(ask, settings.value, changes.value);
    if (!written.ok) return written;
    power = powerIn(written.value);
    return ok(null);
  }

  async function act(
    ask: Ask,
    settings: Settings,
    action: DeviceAction,
  ): Promise<Result<null, DeviceError>> {
    switch (action) {
      case 'restart': {
        const answer = await ask('PUT', '/mcb/restart', { mayHangUp: true });
        return answer.ok ? ok(null) : answer;
      }
      case 'blink':
        return change(ask, settings, () => ok({ ledcontrol: true }));
      case 'stop-blinking':
        return change(ask, settings, () => ok({ ledcontrol: false }));
      case 'sleep':
        return change(ask, settings, (now) => {
          const { plans, current } = powerPlansOf(now);
          if (plans.some(({ id }) => id === current)) planBefore = current;
          return sleepChange(now);
        });
      case 'wake':
        return change(ask, settings, (now) => wakeChange(now, planBefore));
    }
  }

  return {
    actions: ['restart', 'blink', 'stop-blinking', 'sleep', 'wake'],
    needsRestart: true,
    maxPools: 3,
    reportedMac,
    reportedModel,
    reportedPower: () => power,
    pools: (login, signal) =>
      round(login, signal, async (ask) => {
        const answer = await ask('GET', '/mcb/pools');
        return answer.ok ? poolsOf(answer.value) : answer;
      }),
    setPools: (login, pools, signal) => round(login, signal, (ask) => writePools(ask, pools)),
    act: (login, action, signal) =>
      round(login, signal, async (ask, settings) => {
        const done = await act(ask, settings, action);
        if (done.ok && (action === 'sleep' || action === 'wake')) sleep.sent(action === 'sleep');
        return done;
      }),
    powerPlans: (login, signal) =>
      round(login, signal, (_ask, settings) =>
        Promise.resolve(settings.ok ? ok(powerPlansOf(settings.value)) : settings),
      ),
    setPowerPlan: (login, id, signal) =>
      round(login, signal, async (ask, settings) => {
        const changed = await change(ask, settings, (now) => planChange(now, id));
        if (changed.ok) sleep.sent(false);
        return changed;
      }),
  };
}
