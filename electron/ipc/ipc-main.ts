/** Electron's IPC as a carrier of the contract, in the main process. The page's side is preload.ts. */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Announcer } from '../../contract/announcer.ts';
import { answerRequest } from '../../contract/answer-request.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import { ANNOUNCEMENT_NAMES, REQUEST_NAMES } from '../../contract/names.ts';
import type { Logger } from '../../src-core/index.ts';
import { announcementChannel, requestChannel } from './ipc-channels.ts';

/** Whose requests are answered: the top frame of the one window, showing the program's own page. */
type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;

/** Answers every request of the contract. `isTrusted` is asked for each one. */
export function answerRequests(
  handlers: RequestHandlers,
  isTrusted: SenderCheck,
  logger: Logger,
): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(requestChannel(name), async (event, ...given: unknown[]) => {
      if (!isTrusted(event)) {
        const from = event.senderFrame?.url ?? 'a frame that is gone';
        logger.error(`rejected the request ${name} from ${from}`);
        throw new Error('this page may not ask that');
      }
      // A request has one argument. More or fewer are refused as a list, which no request takes.
      const argument = given.length === 1 ? given[0] : given;
      const answer = await answerRequest(name, argument, handlers, logger);
      if (!answer.ok) throw new Error(answer.reason);
      return answer.value;
    });
  }
}

/**
 * Sends every announcement to the page that `page` gives at that moment. Without one nothing is lost: a
 * page that opens asks for the whole state.
 */
export function forwardAnnouncements(announcer: Announcer, page: () => WebContents | null): void {
  for (const name of ANNOUNCEMENT_NAMES) {
    announcer.listen(name, (content) => {
      const contents = page();
      if (contents === null || contents.isDestroyed() || contents.isCrashed()) return;
      contents.send(announcementChannel(name), content);
    });
  }
}
