/** How hot the processor of this computer is. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Linux has it in files (Documentation/hwmon/sysfs-interface.rst, Documentation/ABI/testing/sysfs-class-thermal). */
const LINUX_FOLDER = '/sys/class';

/** Chips that measure a processor, by the name of their driver: Intel, AMD, Arm boards. */
const CHIP = /^(coretemp|k10temp|k8temp|zenpower|via_cputemp|cpu_?thermal|soc_?thermal)$/;
/** Zones that do, for computers without such a chip. That of ACPI is often not the processor's. */
const ZONE = /^(x86_pkg_temp|cpu\d*[-_]?thermal.*|soc[-_]?thermal)$/;
/** What a sensor measures can be, °C; others are broken. */
const POSSIBLE = { above: 0, below: 150 };

/**
 * The hottest reading of the processor, °C; null where there is none.
 * @param folder like `/sys/class`; null where the system has no such folder
 */
export async function readProcessorHeat(
  folder = process.platform === 'linux' ? LINUX_FOLDER : null,
): Promise<number | null> {
  if (folder === null) return null;
  const chips = await readChips(join(folder, 'hwmon'));
  const readings = chips.length > 0 ? chips : await readZones(join(folder, 'thermal'));
  return readings.length === 0 ? null : Math.max(...readings);
}

async function readChips(folder: string): Promise<readonly number[]> {
  const chips = await Promise.all(
    (await namesIn(folder)).map(async (name) => {
      const chip = join(folder, name);
      const isProcessor = CHIP.test(await textOf(join(chip, 'name')));
      return isProcessor ? await readInputs(chip) : [];
    }),
  );
  return chips.flat();
}

async function readInputs(chip: string): Promise<readonly number[]> {
  const inputs = (await namesIn(chip)).filter((name) => /^temp\d+_input$/.test(name));
  const sensors = await Promise.all(
    inputs.map(async (input) => ({
      label: await textOf(join(chip, input.replace('_input', '_label'))),
      celsius: await celsiusOf(join(chip, input)),
    })),
  );
  // On some of AMD's, Tctl is the temperature plus a constant, and Tdie is the temperature.
  const hasDie = sensors.some(({ label, celsius }) => label === 'Tdie' && celsius !== null);
  return sensors.flatMap(({ label, celsius }) =>
    celsius === null || (hasDie && label === 'Tctl') ? [] : [celsius],
  );
}

async function readZones(folder: string): Promise<readonly number[]> {
  const zones = await Promise.all(
    (await namesIn(folder)).map(async (name) => {
      const isProcessor = ZONE.test(await textOf(join(folder, name, 'type')));
      return isProcessor ? await celsiusOf(join(folder, name, 'temp')) : null;
    }),
  );
  return zones.filter((celsius) => celsius !== null);
}

/** Both kinds of files have millidegrees. */
async function celsiusOf(path: string): Promise<number | null> {
  const text = await textOf(path);
  const celsius = /^\d+$/.test(text) ? Number(text) / 1000 : NaN;
  return celsius > POSSIBLE.above && celsius < POSSIBLE.below ? celsius : null;
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Empty for what is not there, or cannot be read just now: a sensor may be switched off. */
async function textOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim();
}
