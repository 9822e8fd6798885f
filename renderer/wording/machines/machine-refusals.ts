/** Why machines and their shares are refused, and why machines leave, as sentences. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type {
  AccessRefusal,
  LeaveReason,
  ShareRefusal,
} from '../../../contract/screen-contract.ts';

type Texts<Fact extends { readonly kind: string }> = Readonly<Record<Fact['kind'], MessageId>>;

const REFUSED: Texts<AccessRefusal> = {
  'rig-not-listed': 'machines.refused.rigNotListed',
  'wrong-password': 'machines.refused.wrongPassword',
  'too-many-passwords': 'machines.refused.tooManyPasswords',
  declined: 'machines.refused.declined',
  'too-many-waiting': 'machines.refused.tooManyWaiting',
  'check-failed': 'machines.refused.checkFailed',
};

const LEFT: Texts<LeaveReason> = {
  'closed-by-machine': 'machines.left.closedByMachine',
  'connection-lost': 'machines.left.connectionLost',
  'server-closing': 'machines.left.serverClosing',
  'let-in': 'machines.left.letIn',
  'no-node': 'machines.left.noNode',
  'never-subscribed': 'machines.left.neverSubscribed',
  'not-reading': 'machines.left.notReading',
  silent: 'machines.left.silent',
  'line-too-long': 'machines.left.lineTooLong',
  'too-many-long-lines': 'machines.left.tooManyLongLines',
  'too-many-invalid-lines': 'machines.left.tooManyInvalidLines',
  'too-many-changes': 'machines.left.tooManyChanges',
  'no-nonce-range': 'machines.left.noNonceRange',
  'other-protocol': 'machines.left.otherProtocol',
  'internal-error': 'machines.left.internalError',
};

const SHARE: Texts<ShareRefusal> = {
  'not-subscribed': 'machines.shareRefused.notSubscribed',
  'not-authorized': 'machines.shareRefused.notAuthorized',
  stale: 'machines.shareRefused.stale',
  'unknown-job': 'machines.shareRefused.unknownJob',
  duplicate: 'machines.shareRefused.duplicate',
  'low-difficulty': 'machines.shareRefused.lowDifficulty',
  'nonce2-too-long': 'machines.shareRefused.nonceTooLong',
  'nonce2-not-hex': 'machines.shareRefused.nonceNotHex',
};

/** Why a machine may not mine. */
export function accessRefusalText({ t }: Translation, refusal: AccessRefusal): string {
  return t(REFUSED[refusal.kind], { ...refusal });
}

/** Why a machine left. */
export function leaveText({ t }: Translation, reason: LeaveReason): string {
  if (reason.kind === 'connection-lost') {
    return t(LEFT[reason.kind], { code: reason.code ?? 'none' });
  }
  return 'ms' in reason
    ? t(LEFT[reason.kind], { seconds: Math.round(reason.ms / 1000) })
    : t(LEFT[reason.kind], { ...reason });
}

/** Why a share was refused. */
export function shareRefusalText({ t }: Translation, refusal: ShareRefusal): string {
  return t(SHARE[refusal.kind], { ...refusal });
}
