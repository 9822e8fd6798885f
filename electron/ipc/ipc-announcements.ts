/** Tells the page what happened: the only sender of announcements. */
import type { WebContents } from 'electron';
import { announcementChannel } from '../../contract/screen-contract.ts';
import type { AnnouncementName, Announcements } from '../../contract/screen-contract.ts';

export type Announce = <Name extends AnnouncementName>(
  name: Name,
  content: Announcements[Name],
) => void;

/**
 * Announces to the page that `page` gives at that moment. Without one nothing is lost: a page that
 * opens asks for the whole state.
 */
export function announcerTo(page: () => WebContents | null): Announce {
  return (name, content) => {
    const contents = page();
    if (contents === null || contents.isDestroyed() || contents.isCrashed()) return;
    contents.send(announcementChannel(name), content);
  };
}
