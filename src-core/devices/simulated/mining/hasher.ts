/** Searches the newest job for shares, a little at a time, so that several machines share a processor. */
import { hashWithNonce, meetsTargetWords } from '../../../chainweb/header-hash.ts';
import type { PreparedHeader } from '../../../chainweb/header-hash.ts';

/** A job as the pool gave it, ready to be hashed. */
export interface MachineJob {
  readonly id: string;
  readonly header: PreparedHeader;
  /** Chain of the header, as newer Goldshell firmware names it in a share. */
  readonly chain: number;
  /** 8 words, the most significant last. */
  readonly target: Uint32Array;
  readonly nonce1: number;
  /** Bytes of nonce1, 1 … 3, and of nonce2: 8 together. */
  readonly nonce1Bytes: number;
  readonly nonce2Bytes: number;
}

interface HasherOptions {
  /** Share of the time in which to hash, 0 … 1, asked before each stretch. */
  readonly dutyCycle: () => number;
  readonly onHashes: (hashes: number) => void;
  /** A share was found: nonce2 in hex, with all its digits. */
  readonly onShare: (job: MachineJob, nonce2: string) => void;
}

interface Hasher {
  /** Goes over to this job; null rests. */
  take(job: MachineJob | null): void;
}

/** One uninterrupted stretch: what else runs in this process is not held up for longer. */
const STRETCH_MS = 2;
/** Hashes between two looks at the clock, about a fifth of a ms. */
const BATCH = 400;
/** Pause while the duty cycle is 0. */
const IDLE_MS = 200;

/** Hashes nothing before it has a job. */
export function createHasher(options: HasherOptions): Hasher {
  const digest = new Uint32Array(8);
  let job: MachineJob | null = null;
  let timer: NodeJS.Timeout | null = null;
  // Anywhere, so that no share is found again after a restart.
  let nonce2 = Math.floor(Math.random() * 2 ** 40);

  function stretch(): void {
    timer = null;
    if (job === null) return;
    const duty = options.dutyCycle();
    if (duty <= 0) return rest(IDLE_MS);
    const startMs = performance.now();
    let tookMs = 0;
    while (tookMs < STRETCH_MS && job !== null) {
      hashBatch(job);
      tookMs = performance.now() - startMs;
    }
    rest((tookMs * (1 - duty)) / duty);
  }

  function hashBatch(now: MachineJob): void {
    // nonce2 stands above nonce1: the low half of the nonce is nonce1 and the lowest bits of nonce2.
    const nonce1Values = 2 ** (8 * now.nonce1Bytes);
    const perHigh = 2 ** 32 / nonce1Values;
    let tried = 0;
    for (; tried < BATCH; tried++) {
      nonce2 += 1;
      const low = (nonce2 % perHigh) * nonce1Values + now.nonce1;
      hashWithNonce(now.header, low, Math.floor(nonce2 / perHigh), digest);
      if (!meetsTargetWords(digest, now.target)) continue;
      options.onShare(now, nonce2.toString(16).padStart(2 * now.nonce2Bytes, '0'));
      tried += 1;
      break;
    }
    options.onHashes(tried);
  }

  function rest(ms: number): void {
    timer ??= setTimeout(stretch, ms);
  }

  return {
    take(next) {
      job = next;
      if (job === null && timer !== null) {
        clearTimeout(timer);
        timer = null;
      } else if (job !== null) rest(0);
    },
  };
}
