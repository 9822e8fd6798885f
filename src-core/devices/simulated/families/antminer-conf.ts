/** The settings of an Antminer: `get_miner_conf.cgi` and `set_miner_conf.cgi`. */
import type { Machine, PowerLevel } from '../machine/machine.ts';
import type { SimulatedPool } from '../mining/pool-connection.ts';

export interface ConfForm {
  /** The key of the power mode that this firmware has. */
  readonly modeKey: 'miner-mode' | 'bitmain-work-mode';
  /** How a write is confirmed. */
  readonly successForm: 'stats' | 'code';
}

export interface AntminerConf {
  read(): Readonly<Record<string, unknown>>;
  /** The answer, or that the connection is to be reset. */
  write(value: unknown): Readonly<Record<string, unknown>> | 'cut';
}

const MAX_POOLS = 3;
/** 0 normal, 1 sleep, 2 high, 3 low. */
const POWER: readonly PowerLevel[] = ['full', 'asleep', 'full', 'low'];
const REFUSED = { stats: 'error', code: 'M001', msg: 'Illegal request!' };

/** What a write leaves out falls back to these: the firmware writes its file from what it gets. */
const DEFAULTS = { fanControl: false as unknown, pwm: '100' as unknown, level: '100' as unknown };

/** The settings of this machine in the form of its firmware. */
export function createAntminerConf(machine: Machine, form: ConfForm): AntminerConf {
  const { modeKey, successForm } = form;
  // The newer key goes with newer names and with texts.
  const isNewer = modeKey === 'bitmain-work-mode';
  const levelKey = isNewer ? 'bitmain-freq-level' : 'freq-level';
  let kept = { ...DEFAULTS, mode: 0, pwm: '80' as unknown, fanControl: true as unknown };
  return {
    read: () => ({
      pools: shownPools(machine.pools),
      'api-listen': true,
      'api-network': true,
      'api-groups': 'A:stats:pools:devs:summary:version',
      'api-allow': 'A:0/0,W:*',
      'bitmain-fan-ctrl': kept.fanControl,
      'bitmain-fan-pwm': kept.pwm,
      [modeKey]: isNewer ? String(kept.mode) : kept.mode,
      [levelKey]: kept.level,
    }),
    write(value) {
      if (machine.faults.refusesSettings) return REFUSED;
      if (typeof value !== 'object' || value === null) return REFUSED;
      const conf = value as Record<string, unknown>;
      const pools = readPools(conf.pools);
      const mode = Number(conf[modeKey] ?? 0);
      const power = POWER[mode];
      if (pools === null || power === undefined) return REFUSED;
      if (pools.length === 0 && machine.faults.keepsAPool) return REFUSED;
      if (!machine.storePools(pools)) return 'cut';
      kept = {
        fanControl: conf['bitmain-fan-ctrl'] ?? DEFAULTS.fanControl,
        pwm: conf['bitmain-fan-pwm'] ?? DEFAULTS.pwm,
        level: conf['freq-level'] ?? conf['bitmain-freq-level'] ?? DEFAULTS.level,
        mode,
      };
      machine.power = power;
      machine.reloadMining();
      return successForm === 'stats'
        ? { stats: 'success', code: 'M000', msg: 'OK!' }
        : { code: 'M000', msg: 'OK!' };
    },
  };
}

/** Always three, the last ones empty. */
function shownPools(pools: readonly SimulatedPool[]): unknown[] {
  return Array.from({ length: MAX_POOLS }, (_, index) => {
    const { url = '', user = '', password: pass = '' } = pools[index] ?? {};
    return { url, user, pass };
  });
}

function readPools(value: unknown): readonly SimulatedPool[] | null {
  if (!Array.isArray(value) || value.length > MAX_POOLS) return null;
  const pools: SimulatedPool[] = [];
  for (const each of value as unknown[]) {
    if (typeof each !== 'object' || each === null) return null;
    const { url, user, pass } = each as Record<string, unknown>;
    if (typeof url !== 'string' || typeof user !== 'string' || typeof pass !== 'string') {
      return null;
    }
    if (url !== '') pools.push({ url, user, password: pass });
  }
  return pools;
}
