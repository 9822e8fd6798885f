/**
 * The environment of external workers. chainweb-mining-client defines no variable and lets the
 * program inherit all of its own; these are ours, on top of that, so that a program need not read
 * binary input or rely on the byte order of its argument.
 */
import { blockDifficulty } from '../../chainweb/difficulty.ts';
import type { MiningWork } from '../../chainweb/mining-work.ts';
import { getTargetLevel, targetToHexBe, targetToHexLe } from '../../chainweb/target.ts';

/** What a program gets besides the work itself. */
interface ProgramSetting {
  /** Number of the mining loop, from 0. */
  readonly workerId: number;
  /** The user's own variables; they override inherited ones and ours. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Our variables for a piece of work:
 * - `CHAINWEB_TARGET`: the target's 32 bytes as in the header (little endian), 64 hex digits
 * - `CHAINWEB_TARGET_BE`: the same number with the most significant digit first
 * - `CHAINWEB_LEVEL`: its leading zero bits, 0 to 256
 * - `CHAINWEB_DIFFICULTY`: ⌊(2^256-1) / target⌋, decimal, the hashes that a block takes on average
 * - `CHAINWEB_WORK`: the work header, hex; the nonce is its last 8 bytes
 * - `CHAINWEB_CHAIN_ID`, `CHAINWEB_HEIGHT`: decimal
 * - `CHAINWEB_VERSION`: the network's name, such as `mainnet01`; the number in the header where no
 *   node returned a name
 * - `CHAINWEB_WORKER_ID`: the number of the mining loop, from 0
 */
function workVariables(work: MiningWork, workerId: number): Record<string, string> {
  const { target, chain, header } = work;
  return {
    CHAINWEB_TARGET: targetToHexLe(target),
    CHAINWEB_TARGET_BE: targetToHexBe(target),
    CHAINWEB_LEVEL: String(getTargetLevel(target)),
    CHAINWEB_DIFFICULTY: String(blockDifficulty(target)),
    CHAINWEB_WORK: Buffer.from(work.bytes).toString('hex'),
    CHAINWEB_CHAIN_ID: String(chain),
    CHAINWEB_HEIGHT: String(header.height),
    CHAINWEB_VERSION: work.versionName ?? String(header.versionCode),
    CHAINWEB_WORKER_ID: String(workerId),
  };
}

/** The whole environment: what is inherited, then ours, then the user's own. */
export function programEnvironment(
  inherited: NodeJS.ProcessEnv,
  work: MiningWork,
  { workerId, variables }: ProgramSetting,
): NodeJS.ProcessEnv {
  return { ...inherited, ...workVariables(work, workerId), ...variables };
}
