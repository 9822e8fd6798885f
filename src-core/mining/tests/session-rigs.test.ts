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
  return { ...opened, answered, question, rigs, port: stratumPort };
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

it('of several that wait, the one that is accepted is let in', async () => {
  const { session, answered, until, events, rigs, port } = await withQuestion();
  const from = events.length;
  const other = await ScriptedMachine.connect(port);
  onTestFinished(() => other.leave());
  const otherAnswered = other.request('mining.authorize', ['account.attic', 'x']);
  const { question } = await until('machine-asks', from);
  expect(session.answerMachine(question, true)).toBe(true);
  expect((await otherAnswered).result).toBe(true);
  expect(rigs()).toEqual(['attic']);
  session.letAllIn();
  expect((await answered).result).toBe(true);
});

it('asking first changes nothing where any rig may mine', async () => {
  const { session, until } = await openSession({
    ...{ worker: 'stratum', stratumPort: 0, stratumInterface: '127.0.0.1' },
  });
  session.askFirst(true);
  expect(session.minedWith()).toBeNull();
  await session.start();
  const { port } = await until('stratum-listening');
  session.askFirst(true);
  expect(session.minedWith()).toMatchObject({ stratumAskFirst: false });
  expect(session.isMining()).toBe(true);
  const machine = await ScriptedMachine.start(port, 'account.barn');
  await machine.leave();
});

it('a decision that is made during the start is kept', async () => {
  const { session, logged } = await openSession({
    ...{ worker: 'stratum', stratumPort: 0, stratumInterface: '127.0.0.1' },
    ...{ stratumAskFirst: true, stratumAllowedRigs: ['barn'] },
  });
  session.subscribe(({ type }) => {
    if (type === 'stratum-listening') session.askFirst(false);
  });
  await session.start();
  expect(session.minedWith()).toMatchObject({ stratumAskFirst: false });
  expect(await logged('error')).toEqual([]);
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
