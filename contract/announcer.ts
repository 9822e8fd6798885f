/**
 * Announcements on their way from the miner to whoever listens: each carrier, the menus, the tray, a
 * notifier. A listener that comes later asks for the state first.
 */
import type { AnnouncementName, Announcements } from './screen-contract.ts';

export type Announce = <Name extends AnnouncementName>(
  name: Name,
  content: Announcements[Name],
) => void;

export interface Announcer {
  readonly announce: Announce;
  /** Calls `listener` with each announcement of that name from now on; returns an undo. */
  listen<Name extends AnnouncementName>(
    name: Name,
    listener: (content: Announcements[Name]) => void,
  ): () => void;
}

/** Hands each announcement to those who listen at that moment; nothing is kept for later ones. */
export function createAnnouncer(): Announcer {
  const listeners = new Map<AnnouncementName, Set<(content: never) => void>>();
  return {
    announce(name, content) {
      for (const listener of listeners.get(name) ?? []) listener(content as never);
    },
    listen(name, listener) {
      const ofName = listeners.get(name) ?? new Set();
      listeners.set(name, ofName.add(listener));
      return () => void ofName.delete(listener);
    },
  };
}
