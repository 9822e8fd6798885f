/**
 * A configuration for chainweb-mining-client: its own keys have types and ranges that it reads,
 * with the same meaning. It ignores keys that it does not have, so those stay.
 */
import { parsePublicKey } from '../../chainweb/account.ts';
import { printConfig } from './config-print.ts';
import type { PrintedConfig } from './config-print.ts';
import type { ConfigFormat } from '../config-keys.ts';
import type { MinerConfig } from '../miner-config.ts';
import { workersOf } from '../workers-of.ts';
import type { WorkerKind } from '../workers-of.ts';

/** A value that chainweb-mining-client would misread, and what was written instead. */
interface Replacement {
  readonly key: keyof MinerConfig;
  readonly value: unknown;
  /** The same value where nothing can replace it. */
  readonly written: unknown;
  /** What that client does differently: the comment in the file, in English. */
  readonly reason: string;
}

interface ExportedConfig {
  /** Every key; in YAML a comment above each replaced value names the original. */
  readonly text: string;
  readonly replaced: readonly Replacement[];
}

/**
 * Replaces texts that only this program understands (a key with `k:` or in capitals, `{thread}`,
 * lists of commands and of workers, an interface in brackets, `period` as difficulty) and fractions of seconds.
 * `practice` has no equivalent there and is only reported. An IPv6 `node` stays: that client refuses
 * it with a clear message.
 */
export function exportForHaskell(
  { config, unknown = {} }: PrintedConfig,
  format: ConfigFormat = 'yaml',
): ExportedConfig {
  const replaced = replacementsOf(config);
  const written = Object.fromEntries(replaced.map((one) => [one.key, one.written]));
  const exported: MinerConfig = { ...config, ...written };
  if (format === 'json') {
    return { text: `${JSON.stringify({ ...unknown, ...exported }, null, 2)}\n`, replaced };
  }
  let text = printConfig({ config: exported, unknown }, 'full');
  for (const { key, value, written: stands, reason } of replaced) {
    const note = stands === value ? reason : `In Heddle ${inOneLine(value)}. ${reason}`;
    // Lines within values are indented: only keys are at the start of a line.
    text = text.replace(new RegExp(`^${key}:`, 'm'), () => `# ${note}\n${key}:`);
  }
  return { text, replaced };
}

/** A value as JSON in ASCII: some other characters end a line, and a comment with it. */
function inOneLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The workers of chainweb-mining-client. */
const KNOWN_WORKERS: ReadonlySet<string> = new Set([
  'stratum',
  'cpu',
  'external',
  'simulation',
  'constant-delay',
  'on-demand',
]);

/** The first worker of a set that chainweb-mining-client has; null where it has none of them. */
function knownWorker(config: MinerConfig): WorkerKind | null {
  return workersOf(config).find((kind) => KNOWN_WORKERS.has(kind)) ?? null;
}

function replacementsOf(config: MinerConfig): Replacement[] {
  const replaced: Replacement[] = [];
  const replace = <Key extends keyof MinerConfig>(
    key: Key,
    written: MinerConfig[Key],
    reason: string,
  ): void => {
    if (written !== config[key]) replaced.push({ key, value: config[key], written, reason });
  };
  const key = parsePublicKey(config.publicKey);
  if (key.ok) {
    replace('publicKey', key.value, 'chainweb-mining-client takes a key letter by letter.');
  }
  const known = knownWorker(config);
  const worker = known ?? 'cpu';
  const why =
    known === null
      ? 'chainweb-mining-client does not mine on graphics cards by itself.'
      : 'chainweb-mining-client mines with one kind of worker.';
  replace('worker', worker, why);
  if (workersOf(config).length > 1) {
    const reason = `chainweb-mining-client mines with one kind of worker: ${worker}.`;
    replaced.push({ key: 'workers', value: config.workers, written: config.workers, reason });
  }
  replace(
    'externalWorkerCommand',
    (config.externalWorkerCommands[0] ?? config.externalWorkerCommand).replaceAll('{thread}', '0'),
    'chainweb-mining-client runs one command, the same in every thread.',
  );
  for (const place of ['stratumInterface', 'onDemandInterface'] as const) {
    const bare = config[place].replace(/\[(.*)\]/, '$1');
    replace(place, bare, 'chainweb-mining-client takes an address without brackets.');
  }
  if (typeof config.stratumDifficulty === 'string') {
    replace('stratumDifficulty', 'block', 'chainweb-mining-client has no share period.');
  }
  const seconds = config.constantDelayBlockTime;
  if (!Number.isInteger(seconds)) {
    const whole = Math.max(1, Math.round(seconds));
    replace('constantDelayBlockTime', whole, 'chainweb-mining-client takes whole seconds.');
  }
  if (config.practice) {
    const reason = `chainweb-mining-client has no practice network: it mines on ${config.node}.`;
    replaced.push({ key: 'practice', value: true, written: true, reason });
  }
  return replaced;
}
