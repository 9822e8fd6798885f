/** The page's side of the contract, over any carrier. */
import { isAnnouncementName, REQUEST_NAMES } from './names.ts';
import type { AnnouncementName, MinerBridge, RequestName } from './screen-contract.ts';

/** What a carrier does for a page: Electron's IPC, a socket, a message port. */
export interface PageCarrier {
  /** Sends a request; resolves with its answer, rejects when it is refused or cannot be sent. */
  ask(name: RequestName, argument: unknown): Promise<unknown>;
  /** Calls `listener` with each announcement of that name; returns an undo. */
  listen(name: AnnouncementName, listener: (content: unknown) => void): () => void;
}

/** One method per request, and `on`. Plain functions, which Electron's context bridge can pass on. */
export function bridgeOver(carrier: PageCarrier): MinerBridge {
  const methods = REQUEST_NAMES.map((name) => [
    name,
    // A request without an argument carries null.
    (argument: unknown = null) => carrier.ask(name, argument),
  ]);
  return {
    ...Object.fromEntries(methods),
    on(name: string, listener: (content: never) => void) {
      if (!isAnnouncementName(name)) throw new TypeError(`there is no announcement ${name}`);
      return carrier.listen(name, listener as (content: unknown) => void);
    },
  } as MinerBridge;
}
