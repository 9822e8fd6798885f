/** A machine that really hashes: the scripted one of the core's tests, with a faster search. */
import { setImmediate as breath } from 'node:timers/promises';
import { targetToLe } from '../../../src-core/chainweb/target.ts';
import type { Target } from '../../../src-core/chainweb/target.ts';
import {
  prepareHeader,
  hashWithNonce,
  meetsTargetWords,
  toWords,
} from '../../../src-core/chainweb/header-hash.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import type { ServerMessage } from '../../../src-core/tests/scripted-machine.ts';

/** Hashes in a row: some 30 ms, so that the test continues beside the search. */
const STRETCH = 50_000;

/**
 * Finds a share of the machine's newest job and submits it; goes over to a newer job as soon as one
 * comes. Null when `signal` ends the search before.
 */
export async function mineShare(
  machine: ScriptedMachine,
  user: string,
  signal: AbortSignal,
): Promise<ServerMessage | null> {
  const nonce1 = Number.parseInt(machine.nonce1, 16);
  const digest = new Uint32Array(8);
  // Anywhere, so that no share is found a second time.
  let nonce2 = Math.floor(Math.random() * 2 ** 46);
  while (!signal.aborted) {
    const job = machine.jobs.at(-1) ?? (await machine.job());
    const header = prepareHeader(job.header);
    const target = toWords(targetToLe(job.target as Target));
    for (let tried = 0; tried < STRETCH; tried++, nonce2++) {
      // The nonce's digits are nonce2, nonce1: nonce2 stands above the 16 bits of nonce1.
      const low = (((nonce2 % 0x10000) << 16) | nonce1) >>> 0;
      hashWithNonce(header, low, Math.floor(nonce2 / 0x10000), digest);
      if (!meetsTargetWords(digest, target)) continue;
      return machine.submit(job, nonce2.toString(16).padStart(12, '0'), user);
    }
    await breath();
  }
  return null;
}
