/** The miner's side of a request, over any carrier. */
import { detailOf, err, reasonOf } from '../src-core/index.ts';
import type { Logger, Result } from '../src-core/index.ts';
import { isRequestName } from './names.ts';
import { requestParsers } from './request-arguments.ts';
import type { RequestName, Requests } from './screen-contract.ts';

/** What is done for each request. A carrier hands out only the answer. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    input: Requests[Name]['input'],
  ) => Requests[Name]['output'] | Promise<Requests[Name]['output']>;
};

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  /** Not a request of the contract, a wrong argument, or a bug in the handler; for developers. */
  | { readonly ok: false; readonly reason: string };

/** Characters of a complaint about an argument, which it may quote and which can be of any size. */
const COMPLAINT_LENGTH = 300;
/** Far more than there are settings. */
const MOST_KEYS = 1_000;

/**
 * Checks the name and the argument, which may be anything, and calls the handler. Refused requests and
 * handlers that throw are logged. Whether the sender may ask is for the carrier to know.
 */
export async function answerRequest(
  name: string,
  argument: unknown,
  handlers: RequestHandlers,
  logger: Logger,
): Promise<Answer> {
  if (isRequestName(name)) return call(name);
  logger.error(`rejected an unknown request: ${name.slice(0, 40)}`);
  return { ok: false, reason: 'there is no such request' };

  async function call<Name extends RequestName>(known: Name): Promise<Answer> {
    const input = parsed(known, argument);
    if (!input.ok) {
      const reason = input.error.slice(0, COMPLAINT_LENGTH);
      logger.error(`rejected the request ${known}: ${reason}`);
      return { ok: false, reason: `wrong arguments for ${known}: ${reason}` };
    }
    try {
      return { ok: true, value: await handlers[known](input.value) };
    } catch (error) {
      logger.error(`the request ${known} failed: ${detailOf(error)}`);
      return { ok: false, reason: `the request ${known} failed: ${reasonOf(error)}` };
    }
  }
}

function parsed<Name extends RequestName>(
  name: Name,
  argument: unknown,
): Result<Requests[Name]['input'], string> {
  try {
    if (typeof argument === 'object' && argument !== null && !isSmallObject(argument)) {
      return err(`expected an object of at most ${MOST_KEYS} keys`);
    }
    return requestParsers[name](argument);
  } catch (error) {
    return err(`it cannot be read (${reasonOf(error)})`);
  }
}

/** What a schema can check key by key: no bytes or lists, which can have millions of entries. */
function isSmallObject(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.keys(input).length <= MOST_KEYS;
}
