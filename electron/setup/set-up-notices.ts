/** Notices of the miner: shown on the desktop, and announced to the page. */
import type { NoticesState } from '../../contract/notices.ts';
import { noticeWords } from '../../renderer/wording/notices/notice-words.ts';
import { createDesktopNotices } from '../desktop/desktop-notices.ts';
import type { ShownNotices } from '../handlers/notice-handlers.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { Mining, MiningParts } from './set-up-mining.ts';

interface NoticeParts extends Pick<MiningParts, 'kept' | 'announcer' | 'texts' | 'log'> {
  readonly mining: Mining;
  readonly window: AppWindow;
}

/** Follows the mining session until the program ends. */
export function setUpNotices(parts: NoticeParts): ShownNotices {
  const { kept, window, texts } = parts;
  const { announce } = parts.announcer;
  const { notices, subscribe } = parts.mining.host;

  const desktop = createDesktopNotices({
    texts,
    logger: parts.log.logger.withTag('Notices'),
    onOpen(notice) {
      window.show();
      announce('noticeOpened', notice);
    },
    onFaultChanged: () => announce('notices', state()),
  });

  function state(): NoticesState {
    return { recent: notices.recent(), webhook: notices.delivery(), desktop: desktop.fault() };
  }

  subscribe((event) => {
    if (event.type === 'notice' && kept.preferences.current().desktopNotices) {
      desktop.show(event.message);
    }
    if (['noticed', 'notice-sent', 'notice-failed'].includes(event.type)) {
      announce('notices', state());
    }
  });
  return { state, testDesktop: desktop.test, words: () => noticeWords(texts()) };
}
