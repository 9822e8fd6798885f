/** Log lines of one session, limited for each cause and network: machines may come and go by the second. */
import { peerNetwork } from '../../listening/peer-network.ts';
import type { Logger } from '../../logging/logger.ts';
import { heldBackText } from '../notice-limiter.ts';
import type { NoticeLimiter } from '../notice-limiter.ts';

/** Writes `text`, unless the address, or one of its network, had `limit` lines of `cause` in the last ten seconds; 5 by default. */
export type SessionNote = (
  cause: string,
  text: string,
  level?: 'info' | 'warn' | 'error',
  limit?: number,
) => void;

/** @param notices those of all sessions of the server */
export function sessionNotes(logger: Logger, notices: NoticeLimiter, address: string): SessionNote {
  const network = peerNetwork(address);
  return (cause, text, level = 'info', limit = 5) => {
    const heldBack = notices.report(`${cause} ${network}`, performance.now(), limit);
    if (heldBack !== null) logger[level](text + heldBackText(heldBack));
  };
}
