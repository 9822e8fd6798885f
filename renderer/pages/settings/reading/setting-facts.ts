/** What the core says of the settings on screen: limits, units, and when a change applies. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';

export interface SettingFacts {
  readonly unit: 'seconds' | 'milliseconds' | 'microseconds' | 'port' | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Only whole numbers. */
  readonly integer: boolean;
  /** Characters of a text, or of each text of a list. */
  readonly maxLength: number | null;
  /** Entries of a list. */
  readonly maxItems: number | null;
  readonly appliesAt: 'now' | 'next-start';
}

const NO_LIMITS: SettingFacts = {
  unit: null,
  min: null,
  max: null,
  integer: false,
  maxLength: null,
  maxItems: null,
  appliesAt: 'next-start',
};
const PORT = { unit: 'port', min: 0, max: 65_535, integer: true } as const;

const FACTS: { readonly [Key in keyof MinerConfig]?: Partial<SettingFacts> } = {
  account: { maxLength: 256 },
  constantDelayBlockTime: { unit: 'seconds', min: 0, max: 1e9 },
  defaultHTTPTimeout: { unit: 'microseconds', min: 1000, max: 3_600_000_000, integer: true },
  externalWorkerCommands: { maxLength: 8192, maxItems: 1024 },
  externalWorkerEnvironment: { maxLength: 8192 },
  logLevel: { appliesAt: 'now' },
  metricsPort: PORT,
  onDemandPort: PORT,
  pauseOnBattery: { appliesAt: 'now' },
  practiceBlockDelay: { unit: 'seconds', min: 0.1, max: 3600 },
  fallbackNodes: { maxItems: 16 },
  hashRate: { max: 1e30 },
  stratumAllowedRigs: { maxLength: 128, maxItems: 10_000 },
  stratumMinDifficulty: { min: 0, max: 256, integer: true },
  stratumPassword: { maxLength: 256 },
  stratumPort: PORT,
  stratumRate: { unit: 'milliseconds', min: 50, max: 3_600_000, integer: true },
  threadCount: { min: 1, max: 1024, integer: true },
};

export function factsOf(key: keyof MinerConfig): SettingFacts {
  return { ...NO_LIMITS, ...FACTS[key] };
}
