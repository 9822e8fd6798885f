/** What all simulated machines have in common, whatever language their interfaces speak. */
import { createMachineMiner } from '../mining/machine-miner.ts';
import type { MachineMiner } from '../mining/machine-miner.ts';
import type { SimulatedPool, StratumHabits } from '../mining/pool-connection.ts';
import type { SimulatedFaults } from './faults.ts';
import { boardsThere, readSensors } from './sensors.ts';
import type { Hardware, Sensors } from './sensors.ts';

interface MachineOptions {
  /** Its own address. */
  readonly host: string;
  readonly model: string;
  readonly firmware: string;
  readonly mac: string;
  readonly password: string;
  readonly hardware: Hardware;
  readonly habits: StratumHabits;
  readonly faults: SimulatedFaults;
  readonly pools: readonly SimulatedPool[];
  /** Share of the time in which it hashes at full power, 0 … 1. */
  readonly dutyCycle: number;
  /** See machine-miner.ts. */
  readonly retryMs: number;
}

/** `full` is the usual plan. */
export type PowerLevel = 'full' | 'low' | 'asleep';

export interface Machine extends MachineOptions {
  readonly miner: MachineMiner;
  /** The pools in its settings. What it mines with are those of its last start. */
  pools: readonly SimulatedPool[];
  power: PowerLevel;
  isBlinking: boolean;
  /** Restarts so far. */
  readonly restarts: number;
  /** It restarts now: nothing listens. */
  readonly isDown: boolean;
  sensors(): Sensors;
  /** Hashes per second of one board over the last `seconds`. */
  boardRate(seconds: number): number;
  /** Stores pools as `faults.cutWrite` lets it; false when the connection is to be reset. */
  storePools(pools: readonly SimulatedPool[]): boolean;
  /** Takes the pools of its settings in use without a restart. */
  reloadMining(): void;
  /** Goes down for `faults.rebootMs`, then starts again. */
  restart(): void;
  /** Called when the machine goes down and when it is back. */
  onRestart: (isDown: boolean) => void;
  stop(): void;
}

const DUTY: Readonly<Record<PowerLevel, number>> = { full: 1, low: 0.6, asleep: 0 };
const SLOW_DUTY = 0.2;

/** A machine that is up and does not mine yet. */
export function createMachine(options: MachineOptions): Machine {
  const { faults, hardware } = options;
  let poolsBefore = options.pools;
  let timer: NodeJS.Timeout | null = null;
  let restarts = 0;
  let isStopped = false;

  const miner = createMachineMiner({
    localAddress: options.host,
    habits: options.habits,
    dutyCycle() {
      const boards = boardsThere(hardware, faults) / hardware.boards;
      return options.dutyCycle * DUTY[machine.power] * boards * (faults.isSlow ? SLOW_DUTY : 1);
    },
    staysOnFailover: () => faults.staysOnFailover,
    retryMs: options.retryMs,
  });

  const machine: Machine = {
    ...options,
    miner,
    pools: options.pools,
    power: 'full',
    isBlinking: false,
    get restarts() {
      return restarts;
    },
    get isDown() {
      return timer !== null;
    },
    sensors: () =>
      readSensors(hardware, faults, miner.active !== null && machine.power !== 'asleep'),
    boardRate: (seconds) => miner.hashes.rate(seconds) / Math.max(1, boardsThere(hardware, faults)),
    storePools(pools) {
      if (faults.cutWrite === 'before') return false;
      poolsBefore = machine.pools;
      if (faults.cutWrite === 'no') {
        machine.pools = pools;
        return true;
      }
      // The new ones up to the middle, and what stood behind them.
      const written = pools.slice(0, Math.ceil(pools.length / 2));
      machine.pools = [...written, ...machine.pools.slice(written.length)];
      return false;
    },
    reloadMining: () => miner.start(machine.pools),
    restart() {
      if (timer !== null || isStopped) return;
      restarts += 1;
      miner.stop();
      if (faults.poolsComeBack) machine.pools = poolsBefore;
      machine.isBlinking = false;
      timer = setTimeout(() => {
        timer = null;
        miner.start(machine.pools);
        machine.onRestart(false);
      }, faults.rebootMs);
      machine.onRestart(true);
    },
    onRestart: () => undefined,
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      miner.stop();
    },
  };
  return machine;
}
