/** The miner's side of a request, over any carrier. */
import { detailOf, reasonOf } from '../src-core/index.ts';
import type { Logger } from '../src-core/index.ts';
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
    const input = requestParsers[known](argument);
    if (!input.ok) {
      logger.error(`rejected the request ${known}: ${input.error}`);
      return { ok: false, reason: `wrong arguments for ${known}: ${input.error}` };
    }
    try {
      return { ok: true, value: await handlers[known](input.value) };
    } catch (error) {
      logger.error(`the request ${known} failed: ${detailOf(error)}`);
      return { ok: false, reason: `the request ${known} failed: ${reasonOf(error)}` };
    }
  }
}
