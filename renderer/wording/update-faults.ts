/** Why it is not known whether there is a newer version. */
import type { Failure } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';

type UpdateFailure = Extract<Failure, { kind: 'update' }>;

/** One or two sentences. */
export function updateFaultText(
  { t }: Pick<Translation, 't'>,
  fault: UpdateFailure['fault'],
): string {
  switch (fault.kind) {
    case 'no-source':
      return t('failures.update.noSource');
    case 'not-reached':
      return t('failures.update.notReached', { detail: fault.detail });
    case 'no-release':
      return t('failures.update.noRelease');
    case 'refused':
      return t('failures.update.refused', { status: String(fault.status) });
    case 'nonsense':
      return t('failures.update.nonsense');
  }
}
