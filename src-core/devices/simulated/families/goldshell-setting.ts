/** `/mcb/setting` of a Goldshell: the LED, power plans, and its MAC as `name`. */
import type { Machine, PowerLevel } from '../machine/machine.ts';

interface GoldshellSetting {
  read(): Readonly<Record<string, unknown>>;
  /** Takes the whole object; false when something is missing from it. */
  write(value: unknown): boolean;
}

export type PlanLevel = 0 | 1 | 3;

const INFO: Readonly<Record<PlanLevel, string>> = {
  0: '725 MHz 0.41 V 70 RPM 70 RPM',
  1: '500 MHz 0.36 V 50 RPM 50 RPM',
  3: '0 MHz 0 V 70 RPM 70 RPM',
};
const POWER: Readonly<Record<PlanLevel, PowerLevel>> = { 0: 'full', 1: 'low', 3: 'asleep' };

/** `/mcb/setting` of this machine, which has these plans. */
export function createGoldshellSetting(
  machine: Machine,
  levels: readonly PlanLevel[],
): GoldshellSetting {
  const powers = levels.map((level) => POWER[level]);
  let kept = { tempcontrol: true, manual: true, temp_target: 65 as unknown };
  return {
    read: () => ({
      select: powers.indexOf(machine.power),
      ledcontrol: machine.isBlinking,
      manualPowerplan: '600 MHz 0.41 V 90 RPM 90 RPM',
      name: machine.mac,
      powerplans: levels.map((level) => ({ info: INFO[level], level })),
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
      const power = typeof select === 'number' ? powers[select] : undefined;
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
