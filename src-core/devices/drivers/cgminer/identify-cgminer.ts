/** Knowing a machine by what it reports at cgminer's interface. */
import type { DeviceIdentity } from '../../device.ts';
import { textOf } from '../../machine-text.ts';
import { antminerModel, goldshellModel, ibelinkModel } from '../../models.ts';
import { sectionOf } from './cgminer-fields.ts';
import type { Fields } from './cgminer-json.ts';

/** Mining programs of Goldshell's: not every model reports what it is at its web server without a password. */
const GOLDSHELL_PROGRAMS = /\b(?:kdaminer|intminer|intchains_qomo)\b/i;
/** Older Goldshells run it, and so do machines of other makers. */
const SHARED_PROGRAM = /\bbfgminer\b/i;

/**
 * Family, model and firmware by the answer to `version`.
 * @param hasGoldshellWeb its web server refused a question in Goldshell's words
 */
export function cgminerFamily(
  answer: Fields,
  hasGoldshellWeb: boolean,
): Pick<DeviceIdentity, 'family' | 'model' | 'firmware'> {
  const version = sectionOf(answer, 'VERSION');
  const description = textOf(sectionOf(answer, 'STATUS')['Description']);
  const type = textOf(version['Type']) ?? textOf(version['type']);
  const firmware =
    textOf(version['CompileTime']) ?? textOf(version['Miner']) ?? textOf(version['CGMiner']);
  if (type !== null && /^antminer/i.test(type)) {
    return { family: 'antminer', model: antminerModel(type, null), firmware };
  }
  if (type !== null && /^goldshell/i.test(type)) {
    return { family: 'goldshell', model: goldshellModel(type, null), firmware };
  }
  const programs = [description, textOf(version['Miner'])].join(' ');
  if (
    GOLDSHELL_PROGRAMS.test(programs) ||
    (hasGoldshellWeb && type === null && SHARED_PROGRAM.test(programs))
  ) {
    return { family: 'goldshell', model: null, firmware };
  }
  return { family: 'cgminer', model: type ?? description, firmware };
}

/** Model, firmware and MAC of an iBeLink by its answers to `devs` and `summary`. */
export function ibelinkName(
  devs: Fields,
  summary: Fields | null,
): Pick<DeviceIdentity, 'model' | 'firmware' | 'mac'> {
  const name = textOf(sectionOf(devs, 'DEVS')['Name']);
  return {
    model: name === null ? null : ibelinkModel(name),
    firmware: textOf(sectionOf(devs, 'STATUS')['Description']),
    mac: macOf(sectionOf(summary, 'SUMMARY')['macaddress']),
  };
}

/** `1001291B0206` and `10:01:29:1b:02:06` are the same; null for anything else. */
export function macOf(value: unknown): string | null {
  const digits = textOf(value)?.toLowerCase().replace(/[:-]/g, '') ?? '';
  return /^[0-9a-f]{12}$/.test(digits) ? digits.replace(/(..)(?=.)/g, '$1:') : null;
}
