import { expect, it } from 'vitest';
import type { AuthorizeVerdict } from './authorization.ts';
import { AuthorizeRequests } from './authorize-requests.ts';

const REQUEST = { user: 'a.rig', rig: 'rig', password: 'x', peer: { address: 'a', agent: null } };
const YES: AuthorizeVerdict = { accepted: true };

/** Requests whose decisions a test makes. */
function undecided() {
  const asked: {
    gone: AbortSignal;
    decide: (v: AuthorizeVerdict) => void;
    fail: (e: Error) => void;
  }[] = [];
  const failures: unknown[] = [];
  const verdicts: AuthorizeVerdict[] = [];
  const requests = new AuthorizeRequests(
    ({ gone, user }) =>
      new Promise((decide, fail) => {
        expect(user).toBe('a.rig');
        asked.push({ gone, decide, fail });
      }),
    (error) => failures.push(error),
  );
  const ask = (): void => requests.decide(REQUEST, (verdict) => verdicts.push(verdict));
  return { requests, ask, asked, failures, verdicts };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('answers at once what is decided at once', () => {
  const verdicts: AuthorizeVerdict[] = [];
  const requests = new AuthorizeRequests(
    () => YES,
    () => undefined,
  );
  requests.decide(REQUEST, (verdict) => verdicts.push(verdict));
  expect(verdicts).toEqual([YES]);
});

it('answers in the order in which the decisions come', async () => {
  const { ask, asked, verdicts } = undecided();
  ask();
  ask();
  const no: AuthorizeVerdict = { accepted: false, refusal: { kind: 'declined' } };
  asked[1]?.decide(no);
  await settled();
  expect(verdicts).toEqual([no]);
  asked[0]?.decide(YES);
  await settled();
  expect(verdicts).toEqual([no, YES]);
});

it('refuses a machine whose check failed, and reports why', async () => {
  const { ask, asked, verdicts, failures } = undecided();
  ask();
  const error = new Error('no screen');
  asked[0]?.fail(error);
  await settled();
  expect(verdicts).toEqual([{ accepted: false, refusal: { kind: 'check-failed' } }]);
  expect(failures).toEqual([error]);
});

it('withdraws what waits when the machine leaves, and answers it no more', async () => {
  const { requests, ask, asked, verdicts } = undecided();
  ask();
  ask();
  asked[0]?.decide(YES);
  await settled();
  requests.close();
  expect(asked.map(({ gone }) => gone.aborted)).toEqual([false, true]);
  asked[1]?.decide(YES);
  await settled();
  expect(verdicts).toEqual([YES]);
});
