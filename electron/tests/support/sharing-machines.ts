/** Scripted machines that send good and bad shares to the program under test. */
import type { Page } from '@playwright/test';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import type { MinerConfig } from '../../../src-core/index.ts';
import { appState } from './app-facts.ts';
import { expect } from './app-test.ts';
import { mineShare } from './hashing-machine.ts';
import { settledUserFolder } from './user-folder.ts';

/** Expected hashes of a share, as a power of two: a millisecond of searching. */
const LEVEL = 10;

/** The folder of a user who mines with machines alone, whose shares are easy and never a block. */
export async function folderForShares(changes: Partial<MinerConfig> = {}): Promise<string> {
  const folder = await settledUserFolder({
    practiceGraph: 'singleton',
    worker: 'stratum',
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    stratumDifficulty: LEVEL,
    ...changes,
  });
  await layEasyPractice(folder, 'singleton', 1_000_000_000);
  return folder;
}

/** Where the program waits for machines; resolves when it does. */
export async function stratumPort(page: Page): Promise<number> {
  const port = async (): Promise<number> =>
    (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  await expect.poll(port).toBeGreaterThan(0);
  return port();
}

/** A machine with the name of its rig. */
export class SharingMachine {
  readonly rig: string;
  readonly #user: string;
  #machine: ScriptedMachine;

  private constructor(rig: string, machine: ScriptedMachine) {
    this.rig = rig;
    this.#user = `account.${rig}`;
    this.#machine = machine;
  }

  /** Connects and waits for its first job. */
  static async start(port: number, rig: string): Promise<SharingMachine> {
    return new SharingMachine(rig, await ScriptedMachine.start(port, `account.${rig}`));
  }

  /** Shares that the program accepts, one after the other. */
  async sendGood(count: number): Promise<void> {
    const signal = AbortSignal.timeout(60_000);
    for (let i = 0; i < count; i++) await mineShare(this.#machine, this.#user, signal);
  }

  /** Shares whose hashes miss the target, all at once. */
  async sendBad(count: number): Promise<void> {
    const job = this.#machine.jobs.at(-1)!;
    const nonces = Array.from({ length: count }, () => this.#machine.findMiss());
    await Promise.all(nonces.map((nonce2) => this.#machine.submit(job, nonce2, this.#user)));
  }

  /** Closes its connection and waits for its end. */
  leave(): Promise<void> {
    return this.#machine.leave();
  }

  /** Connects again, as after a power cut. */
  async comeBack(port: number): Promise<void> {
    this.#machine = await ScriptedMachine.start(port, this.#user);
  }
}

/** Calls `act` again and again until `check` passes. */
export function until(act: () => Promise<void>, check: () => Promise<void>): Promise<void> {
  return expect(async () => {
    await act();
    await check();
  }).toPass();
}
