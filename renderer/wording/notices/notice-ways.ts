/** Where notices reach the user, in a sentence. */
import type { Translation } from '../../../messages/translation.ts';

interface NoticeWays {
  /** The desktop shows them, as far as that is known. */
  readonly desktop: boolean;
  /** Address of the webhook; null without one. All but its host is secret. */
  readonly webhook: string | null;
}

/** Whether a notice would have been seen: where it goes beside the list of notices. */
export function waysText({ t }: Pick<Translation, 't'>, { desktop, webhook }: NoticeWays): string {
  if (webhook !== null && URL.canParse(webhook)) {
    const { host } = new URL(webhook);
    return t(desktop ? 'notices.ways.both' : 'notices.ways.webhook', { host });
  }
  return t(desktop ? 'notices.ways.desktop' : 'notices.ways.none');
}
