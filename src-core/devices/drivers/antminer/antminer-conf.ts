/**
 * `get_miner_conf.cgi` and `set_miner_conf.cgi`. Setting replaces the whole configuration: what is not
 * meant to change is sent back as it was read, under the keys that this firmware has.
 */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { LOW_POWER } from '../../device.ts';
import type { DevicePool, PowerPlans, PowerReport } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer, textOf } from '../../machine-text.ts';
import { countOf } from '../cgminer/cgminer-fields.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { settingsPools } from '../cgminer/settings-pools.ts';
import { fieldsOf } from './antminer-round.ts';
import type { Ask } from './antminer-round.ts';

/** Its pages always send three pools. */
export const POOL_ENTRIES = 3;
/** Saving restarts the mining program before it answers, ms. */
const SAVING_MS = 30_000;

/** Keys that are written back as they were read, where the firmware has them. */
const KEPT_KEYS = ['bitmain-fan-ctrl', 'bitmain-fan-pwm', 'bitmain-hashrate-percent'] as const;
/** The first of these that the firmware has. */
const MODE_KEYS = ['miner-mode', 'bitmain-work-mode'] as const;
const FREQUENCY_KEYS = ['freq-level', 'bitmain-freq-level'] as const;

/** Modes: 0 normal, 1 sleep, 2 high power, 3 low power. */
const NORMAL = 0;
export const SLEEP = 1;
const PLANS = [
  { id: NORMAL, name: 'normal' },
  { id: 3, name: LOW_POWER },
  { id: 2, name: 'high-power' },
] as const;

/** Reads the whole configuration. */
export async function readConf(ask: Ask): Promise<Result<Fields, DeviceError>> {
  const answer = await ask('GET', '/cgi-bin/get_miner_conf.cgi');
  return answer.ok ? fieldsOf(answer.value) : answer;
}

/** The pools of a configuration, without entries that are not used. */
export function confPools(conf: Fields): Result<readonly DevicePool[], DeviceError> {
  const pools = conf['pools'];
  return Array.isArray(pools) ? settingsPools(pools) : ok([]);
}

/** Reads the configuration and writes it back with these changes; the configuration as it is then. */
export async function changeConf(
  ask: Ask,
  change: (conf: Fields) => Result<Fields, DeviceError>,
): Promise<Result<Fields, DeviceError>> {
  const conf = await readConf(ask);
  if (!conf.ok) return conf;
  const changes = change(conf.value);
  if (!changes.ok) return changes;
  const json = { ...writable(conf.value), ...changes.value };
  const more = { json, answerMs: SAVING_MS };
  const answer = await ask('POST', '/cgi-bin/set_miner_conf.cgi', more);
  if (!answer.ok) return answer;
  const said = fieldsOf(answer.value);
  if (!said.ok) return said;
  if (said.value['stats'] === 'success' || said.value['code'] === 'M000') {
    return ok({ ...conf.value, ...changes.value });
  }
  const { status, body } = answer.value;
  return err({ kind: 'refused', status, answer: textOf(said.value['msg']) ?? quotedAnswer(body) });
}

/** What is written of a configuration that was read. */
function writable(conf: Fields): Fields {
  const kept = KEPT_KEYS.filter((key) => conf[key] !== undefined);
  const mode = modeKey(conf);
  const frequency = FREQUENCY_KEYS.find((key) => conf[key] !== undefined);
  return {
    ...Object.fromEntries(kept.map((key) => [key, conf[key]])),
    ...(mode !== undefined && { [mode]: conf[mode] }),
    // Read under either name, written under this one.
    ...(frequency !== undefined && { 'freq-level': conf[frequency] }),
    pools: Array.isArray(conf['pools']) ? conf['pools'] : poolEntries([]),
  };
}

function modeKey(conf: Fields): (typeof MODE_KEYS)[number] | undefined {
  return MODE_KEYS.find((key) => conf[key] !== undefined);
}

/** Three pools, with blank ones at the end. */
export function poolEntries(pools: readonly DevicePool[]): readonly Fields[] {
  return Array.from({ length: POOL_ENTRIES }, (_, index) => {
    const { url = '', user = '', password = '' } = pools[index] ?? {};
    return { url, user, pass: password };
  });
}

/** Sets the mode in the form in which this firmware writes it, a number or a text. */
export function modeChange(conf: Fields, mode: number): Result<Fields, DeviceError> {
  const key = modeKey(conf);
  if (key === undefined) return err({ kind: 'unsupported' });
  return ok({ [key]: typeof conf[key] === 'string' ? String(mode) : mode });
}

/** The number of its power mode; null where this firmware has none. */
export function modeOf(conf: Fields): number | null {
  const key = modeKey(conf);
  return key === undefined ? null : countOf(conf[key]);
}

/** Sleep is one of its modes, and so are its plans. */
export function powerIn(conf: Fields): PowerReport {
  const hasModes = modeKey(conf) !== undefined;
  const { plans, current } = modePlans(conf);
  return {
    modes: { canSleep: hasModes, hasPlans: hasModes },
    plan: plans.find(({ id }) => id === current)?.name ?? null,
  };
}

/** The power plans that its modes are, but sleep; none where this firmware has no modes. */
export function modePlans(conf: Fields): PowerPlans {
  if (modeKey(conf) === undefined) return { plans: [], current: null };
  const mode = modeOf(conf);
  return { plans: PLANS, current: PLANS.some(({ id }) => id === mode) ? mode : null };
}
