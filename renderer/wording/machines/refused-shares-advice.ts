/** What to do about machines whose every share is rejected. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { ShareRefusal } from '../../../contract/screen-contract.ts';

const ADVICE: Readonly<Record<ShareRefusal['kind'], MessageId>> = {
  'not-subscribed': 'problems.shares.restart',
  'not-authorized': 'problems.shares.login',
  stale: 'problems.shares.stale',
  'unknown-job': 'problems.shares.restart',
  duplicate: 'problems.shares.restart',
  'low-difficulty': 'problems.shares.low',
  'nonce2-too-long': 'problems.shares.firmware',
  'nonce2-not-hex': 'problems.shares.firmware',
};

/** What to do about a machine whose every share is rejected for this reason, a sentence. */
export function refusedSharesAdvice({ t }: Translation, { kind }: ShareRefusal): string {
  return t(ADVICE[kind]);
}
