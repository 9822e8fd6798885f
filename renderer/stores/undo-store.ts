/** The last change of a setting, while it can be undone. */
import { create } from 'zustand';
import type { Failure, MinerConfig, Preferences } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';

/** How long a change can be undone. */
export const UNDO_OFFERED_MS = 10_000;

/** What brings the values from before back, by the request that changed them. */
type ChangeBefore =
  | { readonly of: 'config'; readonly values: Partial<MinerConfig> }
  | { readonly of: 'preferences'; readonly values: Partial<Preferences> };

interface UndoStore {
  /** The last change, with the name of its setting; null when there is nothing to undo. */
  readonly change: { readonly label: MessageId; readonly before: ChangeBefore } | null;
  /** Why the last undo was refused; null when it was not. */
  readonly refusal: Failure | null;
}

export const useUndoStore = create<UndoStore>(() => ({ change: null, refusal: null }));

/** A setting was changed: that can be undone, and what was before it cannot any more. */
export function offerUndo(label: MessageId, before: ChangeBefore): void {
  useUndoStore.setState({ change: { label, before }, refusal: null });
}

/** Nothing is to be undone any more. */
export function withdrawUndo(): void {
  useUndoStore.setState({ change: null, refusal: null });
}
