import { useEffect } from 'react';
import { startMining, stopMining } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { PAGES, openLogFilter, openPage, useViewStore } from '../stores/view-store.ts';

/**
 * The keys of the whole window: Ctrl/Cmd with 1 … 6 opens a page, with Enter starts or stops, `/`
 * goes to the filter of the logs, Esc takes a refusal off the screen.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || useViewStore.getState().closeAsked) return;
      if (act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function act(event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === 'Enter') return startOrStop();
  if (command) {
    const page = /^[1-9]$/.test(event.key) ? PAGES[Number(event.key) - 1] : undefined;
    if (page !== undefined) openPage(page);
    return page !== undefined;
  }
  if (event.key === '/' && !isEditing(event.target)) {
    openLogFilter();
    return true;
  }
  if (event.key === 'Escape') useViewStore.setState({ refusal: null });
  return false;
}

function startOrStop(): boolean {
  const phase = useMinerStore.getState().snapshot?.phase;
  if (phase === 'stopped') void startMining();
  else if (phase !== undefined && phase !== 'stopping') void stopMining();
  return true;
}

function isEditing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
