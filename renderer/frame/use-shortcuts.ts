import { useEffect } from 'react';
import { startMining, stopMining } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { undoLastChange } from '../components/program/change-settings.ts';
import {
  PAGES,
  openLogFilter,
  openPage,
  togglePalette,
  useViewStore,
} from '../stores/view-store.ts';

/**
 * The keys of the whole window: Ctrl/Cmd with 1 … 7 opens a page, with K the palette, with Enter
 * starts or stops, with Z undoes the last change of a setting where no text is being edited; `/` goes to the filter of the logs, Esc takes a refusal off the screen.
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
  if (command && !event.shiftKey && event.key.toLowerCase() === 'k') {
    togglePalette();
    return true;
  }
  if (command && !event.shiftKey && event.key.toLowerCase() === 'z') {
    return !isTyping(event.target) && undoLastChange();
  }
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

/** Whether the keys of an editor belong to it: a switch or a radio button has no text. */
function isTyping(target: EventTarget | null): boolean {
  const isText =
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type);
  return isText || (isEditing(target) && !(target instanceof HTMLInputElement));
}
