/** `/mcb/setting` of a Goldshell: the LED, power plans, and its MAC as `name`. */
import type { Machine, PowerLevel } from '../machine/machine.ts';

interface GoldshellSetting {
  read(): Readonly<Record<string, unknown>>;
  /** Takes the whole object; false when something is missing from it. */
  write(value: unknown): boolean;
}

/** As the firmware numbers its levels: 0 normal, 1 low power, 3 sleep. */
const PLANS = [
  { info: '725 MHz 0.41 V 70 RPM 70 RPM', level: 0 },
  { info: '500 MHz 0.36 V 50 RPM 50 RPM', level: 1 },
  { info: '0 MHz 0 V 70 RPM 70 RPM', level: 3 },
] as const;
const POWER: readonly PowerLevel[] = ['full', 'low', 'asleep'];

/** `/mcb/setting` of this machine. */
export function createGoldshellSetting(machine: Machine): GoldshellSetting {
  let kept = { tempcontrol: true, manual: true, temp_target: 65 as unknown };
  return {
    read: () => ({
      select: POWER.indexOf(machine.power),
      ledcontrol: machine.isBlinking,
      manualPowerplan: '600 MHz 0.41 V 90 RPM 90 RPM',
      name: machine.mac,
      powerplans: PLANS,
      temp_targets: [65, 75],
      version: 'v2.1',
      ...kept,
    }),
    write(value) {
      if (machine.faults.refusesSettings) return false;
      if (typeof value !== 'object' || value === null) return false;
      const { select, ledcontrol, powerplans, tempcontrol, temp_target } = value as Record<
        string,
        unknown
      >;
      const power = typeof select === 'number' ? POWER[select] : undefined;
      if (power === undefined || typeof ledcontrol !== 'boolean') return false;
      if (!Array.isArray(powerplans) || typeof tempcontrol !== 'boolean') return false;
      machine.power = power;
      machine.isBlinking = ledcontrol;
      // Every write resets what was set by hand.
      kept = { tempcontrol, manual: false, temp_target };
      return true;
    },
  };
}
