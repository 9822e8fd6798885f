/** What a machine draws and how well it uses it. No Kadena ASIC measures that itself. Pure. */
import { LOW_POWER } from '../device.ts';
import type { DeviceReading } from '../device.ts';
import type { DeviceDescription } from '../device-events.ts';

/** What a machine draws. A day costs `watts` × 0.024 × the price of a kilowatt-hour. */
export interface DevicePower {
  readonly watts: number;
  /** Whether the user measured it, or it stands on the machine's label. */
  readonly source: 'user' | 'nameplate';
  /** At the rate that the machine reports; null while it reports none. */
  readonly joulesPerTerahash: number | null;
}

const TERA = 1e12;

/**
 * Null where the watts are not known, and for a machine that is asleep: it draws a part of them. So it
 * does of those on its label in a plan that saves power.
 * @param reading null while it cannot be read
 */
export function devicePower(
  {
    watts: measured,
    nameplate,
    powerPlan,
  }: Pick<DeviceDescription, 'watts' | 'nameplate' | 'powerPlan'>,
  reading: DeviceReading | null,
): DevicePower | null {
  const watts = measured ?? (powerPlan === LOW_POWER ? null : (nameplate?.watts ?? null));
  if (watts === null || reading?.isAsleep === true) return null;
  const rate = reading?.hashesPerSecond ?? 0;
  return {
    watts,
    source: measured === null ? 'nameplate' : 'user',
    joulesPerTerahash: rate > 0 ? watts / (rate / TERA) : null,
  };
}
