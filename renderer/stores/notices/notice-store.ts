/** Notices, and whether they reach the user, as the main process last said. */
import { create } from 'zustand';
import type { NoticesState } from '../../../contract/screen-contract.ts';
import { useSettingsStore } from '../settings-store.ts';

export const useNoticeStore = create<NoticesState>(() => ({
  recent: [],
  webhook: null,
  desktop: null,
}));

/** Takes the state of notices whole. */
export function receiveNotices(state: NoticesState): void {
  useNoticeStore.setState(state);
}

/** How many of the latest notices were not seen yet. */
export function useUnseenCount(): number {
  const seenMs = useSettingsStore((settings) => settings.preferences?.noticesSeenMs ?? 0);
  return useNoticeStore(({ recent }) => recent.filter(({ atMs }) => atMs > seenMs).length);
}
