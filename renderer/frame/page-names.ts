/** What the pages are called. */
import type { Page } from '../stores/view-store.ts';

export const PAGE_NAMES: Readonly<Record<Page, string>> = {
  home: 'Home',
  machines: 'Machines',
  blocks: 'Blocks',
  logs: 'Logs',
  settings: 'Settings',
};
