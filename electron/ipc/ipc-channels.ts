/** The channels of Electron's IPC that carry the contract. */
import type { AnnouncementName, RequestName } from '../../contract/screen-contract.ts';

/** Of a request (page to main process, answered). */
export function requestChannel(name: RequestName): string {
  return `heddle:request:${name}`;
}

/** Of an announcement (main process to page). */
export function announcementChannel(name: AnnouncementName): string {
  return `heddle:announce:${name}`;
}
