/**
 * Which commands the user typed in this window, or agreed to when the main process asked: all others
 * came from a file, which somebody else may have written. Kept while the program runs.
 */
import { powerfulKeysIn } from '../../src-core/index.ts';
import type { ConfigKey, MinerConfig } from '../../src-core/index.ts';

interface KnownCommands {
  /** The user typed these settings, or agreed to them. */
  learn(settings: Partial<MinerConfig>): void;
  /** What would run and is not known, as text with its variables; null when all of it is known. */
  unknownIn(config: MinerConfig): string | null;
}

/** Knows no command at first. */
export function createKnownCommands(): KnownCommands {
  const known = new Map<ConfigKey, string>();
  return {
    learn(settings) {
      for (const key of powerfulKeysIn(settings)) known.set(key, JSON.stringify(settings[key]));
    },
    unknownIn(config) {
      const keys = powerfulKeysIn(runIn(config));
      const isKnown = keys.every((key) => known.get(key) === JSON.stringify(config[key]));
      return isKnown ? null : textOf(config);
    },
  };
}

/** The settings of which the first command and its variables are made. */
function runIn(config: MinerConfig): Partial<MinerConfig> {
  const { externalWorkerCommand, externalWorkerCommands, externalWorkerEnvironment } = config;
  return externalWorkerCommands.length > 0
    ? { externalWorkerCommands, externalWorkerEnvironment }
    : { externalWorkerCommand, externalWorkerEnvironment };
}

function textOf(config: MinerConfig): string {
  const variables = Object.entries(config.externalWorkerEnvironment);
  const lines = variables.map(([name, value]) => `${name}=${value}`);
  return [config.externalWorkerCommands[0] ?? config.externalWorkerCommand, ...lines].join('\n');
}
