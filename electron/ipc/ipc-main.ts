/**
 * Takes the page's requests. Every request of the contract has a parser and a handler, or this does
 * not compile; one from a wrong sender or with wrong arguments is rejected and logged.
 */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { Logger } from '../../src-core/index.ts';
import { requestParsers } from '../../contract/request-arguments.ts';
import { requestChannel } from '../../contract/screen-contract.ts';
import type { RequestName, Requests } from '../../contract/screen-contract.ts';
import { detailOf } from '../logging/thrown-reason.ts';

export type RequestHandlers = {
  readonly [Name in RequestName]: (
    input: Requests[Name]['input'],
  ) => Requests[Name]['output'] | Promise<Requests[Name]['output']>;
};

/** Whose requests are heard: the top frame of the one window, showing the program's own page. */
export type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;

/** Registers all requests. `isTrusted` is asked anew for each one. */
export function answerRequests(
  handlers: RequestHandlers,
  isTrusted: SenderCheck,
  logger: Logger,
): void {
  function answer<Name extends RequestName>(name: Name): void {
    ipcMain.handle(requestChannel(name), async (event, ...given: unknown[]) => {
      if (!isTrusted(event)) {
        const from = event.senderFrame?.url ?? 'a frame that is gone';
        logger.error(`rejected the request ${name} from ${from}`);
        throw new Error('this page may not ask that');
      }
      const input = requestParsers[name](given[0]);
      if (!input.ok || given.length !== 1) {
        const reason = input.ok ? `expected 1 argument, got ${given.length}` : input.error;
        logger.error(`rejected the request ${name}: ${reason}`);
        throw new Error(`wrong arguments for ${name}: ${reason}`);
      }
      try {
        return await handlers[name](input.value);
      } catch (error) {
        logger.error(`the request ${name} failed: ${detailOf(error)}`);
        throw error;
      }
    });
  }
  for (const name of Object.keys(requestParsers)) answer(name as RequestName);
}
