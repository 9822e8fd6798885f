import { expect, it } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import type { ApprovalEvent } from '../stratum-events.ts';
import { openApprovalPrompt } from './approval-prompt.ts';
import type { AuthorizeRequest } from './authorization.ts';

const REQUEST: AuthorizeRequest = {
  user: 'a.rig',
  rig: 'rig',
  password: 'x',
  peer: { address: '10.0.0.2', agent: 'test/1.0' },
  gone: new AbortController().signal,
};

function prompt(onEvent: (event: ApprovalEvent) => void) {
  const logged: string[] = [];
  const log = createLog({
    level: 'info',
    sink: (batch) => void logged.push(...batch.map(({ text }) => text)),
  });
  return { ...openApprovalPrompt(onEvent, log.logger), logged, flush: () => log.flush() };
}

it('asks with what is known of the machine, and takes one answer', async () => {
  const events: ApprovalEvent[] = [];
  const { ask, answer } = prompt((event) => events.push(event));
  const asked = ask(REQUEST, new AbortController().signal);
  expect([answer(1, true), answer(1, false), answer(2, true)]).toEqual([true, false, false]);
  expect(await asked).toBe(true);
  expect(events).toEqual([
    { type: 'machine-asks', question: 1, rig: 'rig', address: '10.0.0.2', agent: 'test/1.0' },
    { type: 'machine-answered', question: 1 },
  ]);
});

it('answers no for a question that is withdrawn, and for all when it closes', async () => {
  const { ask, close } = prompt(() => undefined);
  const withdrawn = new AbortController();
  const first = ask(REQUEST, withdrawn.signal);
  const second = ask(REQUEST, new AbortController().signal);
  withdrawn.abort();
  expect(await first).toBe(false);
  close();
  expect(await second).toBe(false);
});

it('drops all questions without an answer', async () => {
  const { ask, answer, dropAll } = prompt(() => undefined);
  const asked = ask(REQUEST, new AbortController().signal);
  dropAll();
  expect(await asked).toBeNull();
  expect(answer(1, true)).toBe(false);
});

it('logs what withdrawing throws, and still answers', async () => {
  const { ask, logged, flush } = prompt((event) => {
    if (event.type === 'machine-answered') throw new Error('no screen');
  });
  const withdrawn = new AbortController();
  const asked = ask(REQUEST, withdrawn.signal);
  withdrawn.abort();
  expect(await asked).toBe(false);
  await flush();
  expect(logged).toEqual([
    expect.stringContaining('withdrawing a question failed: Error: no screen'),
  ]);
});
