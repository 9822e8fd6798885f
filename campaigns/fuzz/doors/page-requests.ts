/** Requests of the page, with arguments of any kind as they come from another process. */
import fc from 'fast-check';
import { deserialize, serialize } from 'node:v8';
import { answerRequest } from '../../../contract/answer-request.ts';
import type { RequestHandlers } from '../../../contract/answer-request.ts';
import { REQUEST_NAMES } from '../../../contract/names.ts';
import { hostileArgument, requestName } from '../../../contract/tests/hostile-arguments.ts';
import { createLog } from '../../../src-core/logging/logger.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

/** Characters of what is said about an argument, to the page and in the log. */
const LONGEST = 400;

export const pageRequests: Door<{ readonly name: string; readonly argument: string }> = {
  name: 'page-requests',
  inputs: 100_000,
  together: 16,
  input: fc.record({
    name: fc.oneof(
      { weight: 19, arbitrary: requestName },
      { weight: 1, arbitrary: fc.constantFrom('', 'toString', '__proto__', 'x'.repeat(9_000)) },
    ),
    // As structured cloning writes it, in base64: JSON has no maps, dates and cycles.
    argument: hostileArgument.map((value) => serialize(value).toString('base64')),
  }),
  open() {
    const texts: string[] = [];
    const log = createLog({
      level: 'debug',
      sink: (batch) => void texts.push(...batch.map(({ text }) => text)),
    });
    const handlers = Object.fromEntries(
      REQUEST_NAMES.map((name) => [name, () => null]),
    ) as unknown as RequestHandlers;
    return Promise.resolve({
      async send(requests) {
        for (const { name, argument } of requests) {
          const value: unknown = deserialize(Buffer.from(argument, 'base64'));
          const answer = await answerRequest(name, value, handlers, log.logger);
          const reason = answer.ok ? '' : answer.reason;
          mustHold(reason.length < LONGEST, 'a refusal is short', reason);
        }
        await log.flush();
        for (const text of texts.splice(0)) {
          mustHold(text.length < LONGEST, 'its line in the log is short', text);
        }
      },
    });
  },
};
