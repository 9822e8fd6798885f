/** Searches the newest job of a machine for shares, a little at a time, so that several share a processor. */
import { hashWithNonce, meetsTargetWords } from '../../src-core/chainweb/header-hash.ts';
import type { PreparedHeader } from '../../src-core/chainweb/header-hash.ts';

interface HasherJob {
  readonly id: string;
  readonly header: PreparedHeader;
  /** 8 words, the most significant last. */
  readonly target: Uint32Array;
  readonly nonce1: number;
  readonly nonce1Bytes: number;
  readonly nonce2Bytes: number;
}

interface HasherOptions {
  /** Share of a processor. */
  readonly dutyCycle: number;
  readonly onHashes: (hashes: number) => void;
  /** A share was found: nonce2 in hex, with all its digits. */
  readonly onShare: (job: HasherJob, nonce2: string) => void;
}

const BATCH = 2_000;

/** @returns what takes the next job; null ends */
export function createHasher({ dutyCycle, onHashes, onShare }: HasherOptions): {
  take(next: HasherJob | null): void;
} {
  const digest = new Uint32Array(8);
  let job: HasherJob | null = null;
  let timer: NodeJS.Timeout | null = null;
  let nonce2 = 0;

  function batch(): void {
    timer = null;
    if (job === null) return;
    const { header, target, nonce1, nonce1Bytes, nonce2Bytes } = job;
    const startMs = performance.now();
    // The low half of the nonce is nonce1 and the lowest bits of nonce2.
    const values = 2 ** (8 * nonce1Bytes);
    const perHigh = 2 ** 32 / values;
    for (let tried = 0; tried < BATCH; tried++) {
      nonce2 += 1;
      hashWithNonce(
        header,
        (nonce2 % perHigh) * values + nonce1,
        Math.floor(nonce2 / perHigh),
        digest,
      );
      if (meetsTargetWords(digest, target))
        onShare(job, nonce2.toString(16).padStart(2 * nonce2Bytes, '0'));
    }
    onHashes(BATCH);
    timer = setTimeout(batch, ((performance.now() - startMs) * (1 - dutyCycle)) / dutyCycle);
  }

  return {
    take(next) {
      job = next;
      if (job !== null) timer ??= setTimeout(batch, 0);
    },
  };
}
