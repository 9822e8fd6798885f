/** When a command to a machine needs its login first. Pure. */
import type { Failure, GivenLogin } from '../../../../contract/screen-contract.ts';
import type { LoginDraft } from '../../../components/machines/login-fields.tsx';

/** Whether another password may help. */
export function wantsLogin(failure: Failure): boolean {
  if (failure.kind !== 'device') return false;
  return failure.error.kind === 'password-needed' || failure.error.kind === 'password-wrong';
}

/** The login that was typed. */
export function givenLogin({ user, password, keep }: LoginDraft): GivenLogin {
  return { user: user.trim() === '' ? null : user.trim(), password, keep };
}
