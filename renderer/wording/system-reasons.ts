/** What the system said about a file, in the words of the user. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';

/** Error codes of the system that users meet: https://nodejs.org/api/errors.html#common-system-errors */
const REASONS: Readonly<Record<string, MessageId>> = {
  EACCES: 'failures.reason.noPermission',
  EPERM: 'failures.reason.noPermission',
  EROFS: 'failures.reason.readOnly',
  ENOSPC: 'failures.reason.diskFull',
  EDQUOT: 'failures.reason.diskFull',
  ENOENT: 'failures.reason.missing',
  ENOTDIR: 'failures.reason.missing',
  EISDIR: 'failures.reason.isFolder',
  EBUSY: 'failures.reason.inUse',
};

/** The reason as it follows a colon; the system's own English where its code is an unusual one. */
export function systemReason(
  { t }: Pick<Translation, 't'>,
  { code, detail }: { readonly code: string | null; readonly detail: string },
): string {
  const known = code === null ? undefined : REASONS[code];
  return known === undefined ? detail : t(known);
}
