/**
 * A configuration for chainweb-mining-client: what that client has under its own keys is of the
 * type and range it reads there. It ignores the keys it does not have, so those stay.
 */
import { printConfig, printEntry } from './config-print.ts';
import type { PrintedConfig } from './config-print.ts';
import type { ConfigFormat } from './config-text.ts';
import type { MinerConfig } from './miner-config.ts';

/** A value that client cannot read, and what stands in its place. */
export interface Replacement {
  readonly key: keyof MinerConfig;
  readonly value: unknown;
  readonly written: unknown;
}

export interface ExportedConfig {
  /** Every key; in YAML each replaced value is named in a comment of its line. */
  readonly text: string;
  readonly replaced: readonly Replacement[];
}

/**
 * - `stratumDifficulty: period…` becomes `block`, that client's own default.
 * - `constantDelayBlockTime` with a fraction becomes the nearest whole number of seconds, at least 1.
 * - an IPv6 `node` stays: that client refuses it by name rather than misread it, and there is none
 *   to stand for it.
 */
export function exportForHaskell(
  { config, unknown = {} }: PrintedConfig,
  format: ConfigFormat = 'yaml',
): ExportedConfig {
  const replaced: Replacement[] = [];
  const replace = (key: keyof MinerConfig, written: unknown): void => {
    replaced.push({ key, value: config[key], written });
  };
  if (typeof config.stratumDifficulty === 'string' && config.stratumDifficulty !== 'block') {
    replace('stratumDifficulty', 'block');
  }
  const { constantDelayBlockTime } = config;
  if (!Number.isInteger(constantDelayBlockTime)) {
    replace('constantDelayBlockTime', Math.max(1, Math.round(constantDelayBlockTime)));
  }
  if (format === 'json') {
    const written = replaced.map((one) => [one.key, one.written] as const);
    const keys = { ...unknown, ...config, ...Object.fromEntries(written) };
    return { text: `${JSON.stringify(keys, null, 2)}\n`, replaced };
  }
  let text = printConfig({ config, unknown }, 'full');
  for (const { key, value, written } of replaced) {
    const line = printEntry(key, value);
    const note = `${printEntry(key, written).trimEnd()} # in Heddle ${line.slice(key.length + 2)}`;
    text = text.replace(line, () => note);
  }
  return { text, replaced };
}
