/** What is done for the requests about notices. */
import { sendTestNotice } from '../../src-core/index.ts';
import type { NoticeWords } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { DesktopFault, NoticesState } from '../../contract/notices.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';

/** Notices as the program shows them (setup/set-up-notices.ts). */
export interface ShownNotices {
  state(): NoticesState;
  /** Shows a notification; why that failed, or null. */
  testDesktop(): Promise<DesktopFault | null>;
  /** What messages are written with, in the language of this moment. */
  words(): NoticeWords;
}

/** The handlers of these requests. */
export function createNoticeHandlers(
  settings: Pick<MinerSettings, 'current'>,
  notices: ShownNotices,
): Pick<RequestHandlers, 'testDesktopNotice' | 'testWebhook'> {
  return {
    testDesktopNotice: () => notices.testDesktop(),
    async testWebhook() {
      const sent = await sendTestNotice(settings.current(), notices.words());
      return sent.ok ? { ok: true, host: sent.value.host } : { ok: false, fault: sent.error };
    },
  };
}
