/** Whether this computer runs on battery. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Linux has it in files (Documentation/ABI/testing/sysfs-class-power), without an event. */
const LINUX_FOLDER = '/sys/class/power_supply';
const LOOK_EVERY_MS = 10_000;

/** The power supply, now and when it changes. */
export interface PowerSupply {
  /** Null where it cannot be known. */
  isOnBattery(): boolean | null;
  /** Calls `listener` after each change. */
  listen(listener: () => void): void;
  close(): void;
}

/** The supply from the files of Linux; on other systems it is unknown here. */
export async function watchPowerSupply(
  folder = process.platform === 'linux' ? LINUX_FOLDER : null,
  everyMs = LOOK_EVERY_MS,
): Promise<PowerSupply> {
  if (folder === null) {
    return { isOnBattery: () => null, listen: () => undefined, close: () => undefined };
  }
  const listeners: (() => void)[] = [];
  let isOnBattery = await readPowerSupply(folder);
  async function look(from: string): Promise<void> {
    const now = await readPowerSupply(from);
    if (now === isOnBattery) return;
    isOnBattery = now;
    for (const listener of listeners) listener();
  }
  const timer = setInterval(() => void look(folder), everyMs);
  timer.unref();
  return {
    isOnBattery: () => isOnBattery,
    listen: (listener) => void listeners.push(listener),
    close: () => clearInterval(timer),
  };
}

/**
 * Reads a folder like `/sys/class/power_supply`. Without a battery of its own the computer is on
 * mains; with one it is as long as a charger says that it is connected. Null when there is no such
 * folder, or a battery without a charger and without a known state.
 */
export async function readPowerSupply(folder: string): Promise<boolean | null> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  const supplies = await Promise.all(names.map((name) => readSupply(join(folder, name))));
  // The battery of a mouse is one too, of scope Device.
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  const chargers = own.filter(({ type, online }) => type !== 'Battery' && online !== null);
  if (batteries.length === 0 || chargers.some(({ online }) => online !== '0')) return false;
  if (chargers.length > 0) return true;
  const states = batteries.map(({ status }) => status);
  if (states.includes('Discharging')) return true;
  return states.some((state) => state === null || state === 'Unknown') ? null : false;
}

async function readSupply(
  folder: string,
): Promise<Record<'type' | 'online' | 'scope' | 'status', string | null>> {
  // Each kind of supply has only some of the files, and one may be unplugged meanwhile.
  const read = async (name: string): Promise<string | null> => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    return text === null ? null : text.trim();
  };
  const [type, online, scope, status] = await Promise.all(
    ['type', 'online', 'scope', 'status'].map(read),
  );
  return {
    type: type ?? null,
    online: online ?? null,
    scope: scope ?? null,
    status: status ?? null,
  };
}
