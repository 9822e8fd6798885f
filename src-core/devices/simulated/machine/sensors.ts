/** Temperatures and fans of a simulated machine: made up, and never quite the same twice. */
import type { SimulatedFaults } from './faults.ts';

export interface Hardware {
  readonly boards: number;
  readonly chipsPerBoard: number;
  readonly fans: number;
}

interface BoardSensors {
  /** °C */
  readonly chip: number;
  /** °C */
  readonly board: number;
}

export interface Sensors {
  /** One for each board that is there. */
  readonly boards: readonly BoardSensors[];
  /** Turns per minute. */
  readonly fans: readonly number[];
}

const CHIP = 68;
const BOARD = 55;
const HOT_CHIP = 106;
const HOT_BOARD = 88;
const IDLE = 34;
const TURNS = 2_940;
/** How fast and how far values move. */
const PERIOD_MS = 40_000;
const SWING = 1.5;
const TURNS_SWING = 45;

/** The readings of a moment. */
export function readSensors(
  hardware: Hardware,
  faults: SimulatedFaults,
  isHashing: boolean,
  nowMs: number = Date.now(),
): Sensors {
  const wave = (offset: number): number => Math.sin((2 * Math.PI * nowMs) / PERIOD_MS + offset);
  const temperature = (usual: number, hot: number, offset: number): number => {
    const middle = faults.hotChips ? hot : isHashing ? usual : IDLE;
    return Math.round((middle + SWING * wave(offset)) * 10) / 10;
  };
  return {
    boards: Array.from({ length: boardsThere(hardware, faults) }, (_, index) => ({
      chip: temperature(CHIP, HOT_CHIP, index),
      board: temperature(BOARD, HOT_BOARD, index + 0.5),
    })),
    fans: Array.from({ length: hardware.fans }, (_, index) =>
      faults.stoppedFan && index === 0 ? 0 : Math.round(TURNS + TURNS_SWING * wave(index)),
    ),
  };
}

/** How many boards hash. */
export function boardsThere({ boards }: Hardware, faults: SimulatedFaults): number {
  return faults.missingBoard ? boards - 1 : boards;
}
