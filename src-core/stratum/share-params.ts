/** The params of `mining.submit`, in the forms that firmware sends them. */

export interface ShareParams {
  /** As it came: see peer-text.ts. */
  readonly user: string;
  readonly jobId: string;
  readonly nonce2: string;
}

/** Shares of real machines stay below 400 characters. */
const LONG_SHARE = 1024;

/** Whether a line is worth being parsed where shares alone still count. */
export function mayBeShare(line: string): boolean {
  return line.length <= LONG_SHARE && line.includes('mining.submit');
}

const HEX_TEXT = /^(0x)?[0-9a-f]{1,32}$/i;
const CHAIN = /^\d{1,5}$/;

/**
 * What a share consists of: user, job id, nonce2, and whatever follows. Firmware that tells the
 * chain may do so in front of them; one that keeps job ids as numbers sends ours, where it has
 * decimal digits alone, as one. Null where a part is missing.
 */
export function shareOf(params: readonly unknown[]): ShareParams | null {
  const usual = partsFrom(params, 0);
  const [first] = params;
  const isNumber = typeof first === 'number';
  if (!isNumber && !(typeof first === 'string' && CHAIN.test(first))) return usual;
  const behindChain = partsFrom(params, 1);
  if (behindChain === null) return usual;
  // A number is no user; a user of digits alone is one where what follows can be job and nonce2.
  const isUsual = !isNumber && usual !== null && [usual.jobId, usual.nonce2].every(isHex);
  return isUsual ? usual : behindChain;
}

function partsFrom(params: readonly unknown[], start: number): ShareParams | null {
  const [user, job, nonce2] = params.slice(start, start + 3);
  const jobId = Number.isSafeInteger(job) ? String(job) : job;
  if (typeof jobId !== 'string' || typeof nonce2 !== 'string') return null;
  return { user: typeof user === 'string' ? user : '', jobId, nonce2 };
}

function isHex(text: string): boolean {
  return HEX_TEXT.test(text);
}
