/**
 * Takes the page's requests. Every request of the contract has a parser and a handler, or this does
 * not compile; one from a wrong sender or with wrong arguments is rejected and logged.
 */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { err } from '../../src-core/index.ts';
import type { Logger, Result } from '../../src-core/index.ts';
import { requestParsers } from '../../contract/request-arguments.ts';
import { requestChannel } from '../../contract/screen-contract.ts';
import type { RequestName, Requests } from '../../contract/screen-contract.ts';
import { detailOf, reasonOf } from '../logging/thrown-reason.ts';

export type RequestHandlers = {
  readonly [Name in RequestName]: (
    input: Requests[Name]['input'],
  ) => Requests[Name]['output'] | Promise<Requests[Name]['output']>;
};

/** Whose requests are heard: the top frame of the one window, showing the program's own page. */
export type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;

/** Of a complaint about arguments: the arguments, which it may repeat, can be of any size. */
const COMPLAINT_LENGTH = 300;
/** Far more than there are settings. */
const MOST_KEYS = 1_000;

/** What a schema may look at key by key: no bytes or list, which may have millions of entries. */
function isSmallObject(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.keys(input).length <= MOST_KEYS;
}

function parsed<Name extends RequestName>(
  name: Name,
  given: readonly unknown[],
): Result<Requests[Name]['input'], string> {
  if (given.length !== 1) return err(`expected 1 argument, got ${given.length}`);
  const [input] = given;
  try {
    if (typeof input === 'object' && input !== null && !isSmallObject(input)) {
      return err(`expected an object of at most ${MOST_KEYS} keys`);
    }
    return requestParsers[name](input);
  } catch (error) {
    return err(`it cannot be read (${reasonOf(error)})`);
  }
}

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
      const input = parsed(name, given);
      if (!input.ok) {
        const reason = input.error.slice(0, COMPLAINT_LENGTH);
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
