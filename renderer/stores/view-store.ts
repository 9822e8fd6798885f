/** What the window shows: the page, where on it, and why a command was refused. */
import { create } from 'zustand';
import type { Failure } from '../../contract/screen-contract.ts';

/** The pages in the order of their shortcuts. A new page is one entry here, in the rail and in the frame. */
export const PAGES = [
  'home',
  'machines',
  'blocks',
  'notices',
  'logs',
  'settings',
  'diagnosis',
] as const;

export type Page = (typeof PAGES)[number];

interface ViewStore {
  readonly page: Page;
  /** The settings field to bring into view and focus; null for none. */
  readonly wantedField: string | null;
  /** Counts up whenever the log's filter should get the focus. */
  readonly filterWanted: number;
  /** The log is shown around this time, ms since the Unix epoch; null where it follows. */
  readonly logMoment: number | null;
  /** A command was sent to the main process and is not answered yet. */
  readonly command: 'start' | 'stop' | null;
  /** Why the last Start or Stop was refused; null when it was not. */
  readonly refusal: Failure | null;
  /** The command palette is on the screen. */
  readonly paletteOpen: boolean;
  /** What it offers. */
  readonly paletteAbout: 'all' | 'settings';
  /** The window is being closed while mining. */
  readonly closeAsked: boolean;
}

export const useViewStore = create<ViewStore>(() => ({
  page: 'home',
  wantedField: null,
  filterWanted: 0,
  logMoment: null,
  command: null,
  refusal: null,
  paletteOpen: false,
  paletteAbout: 'all',
  closeAsked: false,
}));

/**
 * Goes to a page. A field that is being edited loses the focus first, so that its text is saved
 * and not dropped.
 */
export function openPage(page: Page, wantedField: string | null = null): void {
  if (typeof document !== 'undefined' && document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
  useViewStore.setState({ page, wantedField, logMoment: null });
}

/** Opens the logs around a time, ms since the Unix epoch. */
export function openLogAt(logMoment: number): void {
  openPage('logs');
  useViewStore.setState({ logMoment });
}

/** Opens the logs with the cursor in the filter. */
export function openLogFilter(): void {
  openPage('logs');
  useViewStore.setState((view) => ({ filterWanted: view.filterWanted + 1 }));
}

/** Opens the command palette, or closes it. */
export function togglePalette(): void {
  useViewStore.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen, paletteAbout: 'all' }));
}

/** Opens the command palette for settings alone. */
export function searchSettings(): void {
  useViewStore.setState({ paletteOpen: true, paletteAbout: 'settings' });
}

/** Takes the command palette off the screen. */
export function closePalette(): void {
  useViewStore.setState({ paletteOpen: false });
}
