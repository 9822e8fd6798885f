/** What rests depend on: the computer and its user. */
import type { PowerSupply } from './power-supply.ts';
import { readProcessorHeat } from './processor-heat.ts';

export interface Computer extends Pick<PowerSupply, 'isOnBattery' | 'listen'> {
  /** Time since the last input of a user, ms; null where it cannot be known. */
  idleMs(): number | null;
  /** Of the processor; null where it cannot be known. Never rejects. */
  celsius(): Promise<number | null>;
}

/** What a program knows of its computer. */
export interface KnownOfComputer {
  /** The caller opens it, and closes it in the end. */
  readonly supply: Pick<Computer, 'isOnBattery' | 'listen'>;
  /** Unknown by default. */
  readonly idleMs?: Computer['idleMs'];
  /** Read from the system by default. */
  readonly celsius?: Computer['celsius'];
}

/** The computer as far as it is known. */
export function computerFrom({ supply, ...known }: KnownOfComputer): Computer {
  return {
    isOnBattery: () => supply.isOnBattery(),
    listen: (listener) => supply.listen(listener),
    idleMs: known.idleMs ?? (() => null),
    celsius: known.celsius ?? (() => readProcessorHeat()),
  };
}
