/** What the pages are called. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { Page } from '../stores/view-store.ts';

export const PAGE_NAMES: Readonly<Record<Page, MessageId>> = {
  home: 'frame.page.home',
  machines: 'frame.page.machines',
  blocks: 'frame.page.blocks',
  notices: 'frame.page.notices',
  logs: 'frame.page.logs',
  settings: 'frame.page.settings',
};
