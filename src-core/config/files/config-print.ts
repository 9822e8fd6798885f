/**
 * Configurations as text. The YAML of the keys that chainweb-mining-client has is byte for byte
 * what that client prints; ours are among them in alphabetical order.
 */
import type { ConfigKeys } from '../config-keys.ts';
import { toYaml } from './yaml-print.ts';
import { DEFAULT_CONFIG } from '../miner-config.ts';
import type { MinerConfig } from '../miner-config.ts';
import { isConfigKey, settingOf } from '../settings-table.ts';

/**
 * - `full`: every key
 * - `minimal`: keys that differ from their default
 * - `diff`: every key with `$both`, or its default as `$left` and its value as `$right`
 */
export const PRINT_MODES = ['full', 'minimal', 'diff'] as const;
type PrintMode = (typeof PRINT_MODES)[number];

/** A configuration, and keys of its source that this program does not have. */
export interface PrintedConfig {
  readonly config: MinerConfig;
  readonly unknown?: ConfigKeys;
}

/**
 * YAML that ends in a line break, of the keys that are there. What `minimal` and `full` print is read
 * back as the same configuration.
 */
export function printConfig(
  {
    config,
    unknown = {},
  }: Omit<PrintedConfig, 'config'> & { readonly config: Partial<MinerConfig> },
  mode: PrintMode,
): string {
  const entries = sorted({ ...unknown, ...config });
  switch (mode) {
    case 'full':
      return printEntries(entries);
    case 'minimal':
      return printEntries(entries.filter(([key, value]) => !isDefault(key, value))) || '{}\n';
    case 'diff':
      return entries.every(([key, value]) => isDefault(key, value))
        ? `$both:\n${indented(printEntries(entries))}`
        : entries
            .map(
              ([key, value]) =>
                `${toYaml({ [key]: null }).replace(/ null\n$/, '')}\n${indented(printDifference(key, value))}`,
            )
            .join('');
  }
}

/** One key with its value, as YAML lines under `label`. */
function printEntry(key: string, value: unknown, label = key): string {
  if (isDouble(key) && typeof value === 'number') return `${label}: ${haskellNumber(value)}\n`;
  return toYaml({ [label]: value });
}

/**
 * A floating-point number, which is not negative, as the Haskell libraries aeson and yaml print it: without a point when
 * its shortest digits are a whole number as they stand, otherwise with one, from 1e7 on with an
 * exponent: `5`, `100.0`, `1000000.0`, `1.0e7`, `12345678`.
 */
export function haskellNumber(value: number): string {
  const [mantissa, exponentText] = value.toExponential().split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  if (exponent === digits.length - 1) return digits;
  if (exponent < -1 || exponent >= 7) {
    return `${digits[0]}.${digits.slice(1) || '0'}e${exponent}`;
  }
  if (exponent < 0) return `0.${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function printDifference(key: string, value: unknown): string {
  if (isDefault(key, value)) return printEntry(key, value, '$both');
  const actual = printEntry(key, value, '$right');
  return isConfigKey(key) ? printEntry(key, DEFAULT_CONFIG[key], '$left') + actual : actual;
}

function printEntries(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([key, value]) => printEntry(key, value)).join('');
}

function sorted(keys: ConfigKeys): (readonly [string, unknown])[] {
  // By code points, as the Haskell library sorts; not by the rules of a language.
  return Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));
}

function isDefault(key: string, value: unknown): boolean {
  return isConfigKey(key) && JSON.stringify(DEFAULT_CONFIG[key]) === JSON.stringify(value);
}

/** A floating-point number in chainweb-mining-client; all its other numbers are whole. */
function isDouble(key: string): boolean {
  return isConfigKey(key) && settingOf(key).value.type === 'hash-rate';
}

function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}
