/** What the pages are called, and their pictures. */
import type { IconName } from '../components/controls/icons.tsx';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Page } from '../stores/view-store.ts';

export const PAGE_NAMES: Readonly<Record<Page, MessageId>> = {
  home: 'frame.page.home',
  machines: 'frame.page.machines',
  blocks: 'frame.page.blocks',
  notices: 'frame.page.notices',
  logs: 'frame.page.logs',
  settings: 'frame.page.settings',
  diagnosis: 'frame.page.diagnosis',
};

export const PAGE_ICONS: Readonly<Record<Page, IconName>> = {
  home: 'home',
  machines: 'machines',
  blocks: 'blocks',
  notices: 'notices',
  logs: 'logs',
  settings: 'settings',
  diagnosis: 'pulse',
};
