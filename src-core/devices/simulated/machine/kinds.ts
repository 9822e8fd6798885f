/** The kinds of machines that are simulated, and in what they differ. */
import type { StratumHabits } from '../mining/pool-connection.ts';
import type { Hardware } from './sensors.ts';

export const SIMULATED_KINDS = ['goldshell', 'old-goldshell', 'antminer', 'ibelink'] as const;
export type SimulatedKind = (typeof SIMULATED_KINDS)[number];

interface KindTraits {
  readonly model: string;
  readonly firmware: string;
  /** The maker's own; empty where none is asked for. */
  readonly password: string;
  readonly cgminerPort: number;
  /** What the mining program calls itself at the TCP interface. */
  readonly description: string;
  readonly hardware: Hardware;
  readonly habits: StratumHabits;
}

export const KIND_TRAITS: Readonly<Record<SimulatedKind, KindTraits>> = {
  goldshell: {
    // With a Roman numeral two, as the firmware has it.
    model: 'Goldshell-KDBoxⅡ',
    firmware: '2.2.0',
    password: '123456789',
    cgminerPort: 4028,
    description: 'intminer 5.4.2',
    hardware: { boards: 1, chipsPerBoard: 36, fans: 2 },
    habits: { agent: 'kdaminer/1.0.0', sendsSession: true, sendsChain: true },
  },
  'old-goldshell': {
    model: 'Goldshell-KD5',
    firmware: '2.0.1',
    password: '123456789',
    cgminerPort: 4028,
    description: 'bfgminer 5.4.2',
    hardware: { boards: 4, chipsPerBoard: 46, fans: 4 },
    habits: { agent: 'kdaminer-v1.0.0', sendsSession: true, sendsChain: false },
  },
  antminer: {
    model: 'Antminer KA3',
    firmware: 'Mon Feb 20 12:43:39 CST 2023',
    password: 'root',
    cgminerPort: 4028,
    description: 'cgminer 1.0.0',
    hardware: { boards: 3, chipsPerBoard: 92, fans: 4 },
    habits: { agent: 'GodMiner/1.0.0', sendsSession: true, sendsChain: false },
  },
  ibelink: {
    model: 'BM-K1',
    firmware: '',
    password: '',
    cgminerPort: 4029,
    description: 'cgminer 5.4.8',
    hardware: { boards: 3, chipsPerBoard: 144, fans: 4 },
    habits: { agent: 'cgminer/5.4.8', sendsSession: false, sendsChain: false },
  },
};
