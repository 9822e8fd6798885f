/** The texts that must appear in no report, as the table of settings names them. */
import type { MinerConfig } from '../config/miner-config.ts';
import { SECRET_KEYS } from '../config/settings-table.ts';

/** The texts of every secret setting that has a value. */
export function secretsIn(config: MinerConfig): readonly string[] {
  return SECRET_KEYS.flatMap((key) => {
    const value = config[key];
    if (typeof value === 'string') return value;
    return typeof value === 'object' && value !== null ? Object.values(value).map(String) : [];
  });
}
