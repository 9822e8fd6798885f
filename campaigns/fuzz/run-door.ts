/** Sends a door its inputs, in rounds: what went wrong, and what it cost. */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { reasonOf } from '../../src-core/system/thrown-reason.ts';
import { keepInputs, keptInputs } from './corpus.ts';
import { inTurns } from './door.ts';
import type { Door, OpenDoor } from './door.ts';
import { kindOf, watchFaults } from './fault-watch.ts';
import type { FaultKind } from './fault-watch.ts';
import { bytesInUse, GROWTH_BOUND_MB, growthMb, settledGrowthMb } from './memory-growth.ts';

export interface DoorOrder {
  readonly seed: number;
  /** How many inputs are sent, beside those that are kept. */
  readonly inputs: number;
}

export interface FoundFault {
  readonly kind: FaultKind;
  readonly message: string;
  /** With it, the first round finds the fault again; null for inputs that were kept. */
  readonly seed: number | null;
  /** Where the inputs are kept. */
  readonly file: string | null;
}

export interface DoorReport {
  readonly inputs: number;
  readonly seconds: number;
  /** Processor time, generating and collecting garbage included: what does not depend on others' load. */
  readonly cpuSeconds: number;
  readonly growthMb: number;
  readonly growthBoundMb: number;
  readonly faults: readonly FoundFault[];
}

/** Memory is looked at after each: 12 in a third. */
const ROUNDS = 37;
const THIRD = 12;
/** Time for inputs that are sent together; on a busy computer they take a tenth of it. */
const LIMIT_MS = 60_000;
/** For a round, with the search for smaller inputs that fail as well. */
const ROUND_MS = 150_000;
/** A door that fails this often is left: it would fail for ever. */
const MOST_FAULTS = 5;

/**
 * Runs a campaign at one door.
 * @param onProgress called with the inputs sent so far, often
 */
export async function runDoor(
  door: Door,
  { seed, inputs: wanted }: DoorOrder,
  onProgress: (inputs: number) => void,
): Promise<DoorReport> {
  const watch = watchFaults();
  const faults: FoundFault[] = [];
  let sent = 0;
  let behind: OpenDoor = await door.open();
  const send = (inputs: readonly unknown[]): Promise<void> => {
    sent += inputs.length;
    onProgress(sent);
    return watch.during(() => behind.send(inputs), LIMIT_MS);
  };
  const close = async (): Promise<void> => {
    try {
      await watch.during(() => behind.close?.(), LIMIT_MS);
    } catch (error) {
      faults.push({ kind: kindOf(error), message: reasonOf(error), seed: null, file: null });
    }
  };
  /** What is behind the door may be broken by what was found. */
  const reopen = async (): Promise<void> => {
    await close();
    behind = await door.open();
  };

  for (const { inputs, why } of keptInputs(door.name)) {
    try {
      for (const some of inTurns(inputs, door.together)) await send(some);
    } catch (error) {
      const message = `${reasonOf(error)} (kept: ${why})`;
      faults.push({ kind: kindOf(error), message, seed: null, file: null });
      await reopen();
    }
  }

  const samples: number[] = [];
  const beganMs = performance.now();
  const cpuBegan = process.cpuUsage();
  sent = 0;
  for (let round = 0; sent < wanted && faults.length < MOST_FAULTS; round++) {
    const found = await sendRound(door, seed + round, ((round + 1) * wanted) / ROUNDS);
    if (found !== null) {
      const message = reasonOf(found.error);
      const file = keepInputs(door.name, { why: message, inputs: found.inputs });
      faults.push({ kind: kindOf(found.error), message, seed: seed + round, file });
      await reopen();
    }
    if (door.remembersMs === undefined) samples.push(bytesInUse());
    else if (round === THIRD || sent >= wanted) {
      await pause(door.remembersMs);
      samples.push(bytesInUse());
    }
  }
  const seconds = (performance.now() - beganMs) / 1_000;
  const { user, system } = process.cpuUsage(cpuBegan);
  const cpuSeconds = (user + system) / 1e6;
  await close();
  watch.close();
  const { growthBoundMb = GROWTH_BOUND_MB } = door;
  const grown = door.remembersMs === undefined ? growthMb(samples) : settledGrowthMb(samples);
  return { inputs: sent, seconds, cpuSeconds, growthMb: grown, growthBoundMb, faults };

  /** Sends inputs until `goal` were sent in all: those that something was wrong with, made small. */
  async function sendRound(
    { input, together }: Door,
    roundSeed: number,
    goal: number,
  ): Promise<{ readonly inputs: readonly unknown[]; readonly error: unknown } | null> {
    let isShrinking = false;
    const property = fc.asyncProperty(
      fc.array(input, { minLength: 1, maxLength: together, size: 'max' }),
      async (inputs) => {
        if (sent >= goal && !isShrinking) return;
        try {
          await send(inputs);
        } catch (error) {
          isShrinking = true;
          throw error;
        }
      },
    );
    const { counterexample, errorInstance } = await fc.check(property, {
      seed: roundSeed,
      // Lists are half as long on average as they may be.
      numRuns: Math.ceil((2 * (goal - sent)) / together),
      interruptAfterTimeLimit: ROUND_MS,
    });
    return counterexample === null ? null : { inputs: counterexample[0], error: errorInstance };
  }
}
