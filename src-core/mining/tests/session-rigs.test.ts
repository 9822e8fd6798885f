/** Machines that the user is asked about, or lets in: the settings that a session mines with follow. */
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../tests/loopback-server.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { openSession } from './running-session.ts';

/** A session that asks first, with a machine that waits for the answer. */
async function withQuestion() {
  const stratumPort = await freePort();
  const opened = await openSession({
    ...{ worker: 'stratum', stratumPort, stratumInterface: '127.0.0.1', stratumAskFirst: true },
  });
  await opened.session.start();
  const machine = await ScriptedMachine.connect(stratumPort);
  onTestFinished(() => machine.leave());
  await machine.subscribe();
  const answered = machine.request('mining.authorize', ['account.barn', 'x']);
  const { question } = await opened.until('machine-asks');
  const rigs = (): readonly string[] | undefined => opened.session.minedWith()?.stratumAllowedRigs;
  return { ...opened, answered, question, rigs };
}

it('a rig that is accepted is let in from then on', async () => {
  const { session, answered, question, rigs } = await withQuestion();
  expect(session.snapshot().stratum?.asking).toMatchObject([{ question, rig: 'barn' }]);
  expect(session.answerMachine(question, true)).toBe(true);
  expect((await answered).result).toBe(true);
  expect(rigs()).toEqual(['barn']);
  expect(session.answerMachine(question, true)).toBe(false);
});

it('a rig that is refused is not', async () => {
  const { session, answered, question, rigs } = await withQuestion();
  expect(session.answerMachine(question, false)).toBe(true);
  expect((await answered).result).not.toBe(true);
  expect(rigs()).toEqual([]);
  session.letIn('attic');
  expect(rigs()).toEqual(['attic']);
});

it('all are let in at once, until mining stops', async () => {
  const { session, answered } = await withQuestion();
  session.letAllIn();
  expect((await answered).result).toBe(true);
  expect(session.minedWith()).toMatchObject({ stratumAskFirst: false, stratumAllowedRigs: [] });
  await session.stop();
  expect(session.minedWith()).toBeNull();
  session.letIn('attic');
  session.letAllIn();
  expect(session.minedWith()).toBeNull();
  await session.start();
  expect(session.minedWith()).toMatchObject({ stratumAskFirst: true, stratumAllowedRigs: [] });
});
