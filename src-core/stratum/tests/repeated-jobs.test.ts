/** Which job an authorize or a visit brings, as time passes, over real sockets. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

/** Lets the server's clock run ahead. Returns what makes it. */
function clockAhead(): (ms: number) => void {
  const now = performance.now.bind(performance);
  let aheadMs = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  onTestFinished(() => clock.mockRestore());
  return (ms) => void (aheadMs += ms);
}

/** What came after the answer to an authorize: methods, and the header of the job. */
async function authorize(machine: ScriptedMachine): Promise<{ methods: unknown[]; id: string }> {
  const before = machine.received.length;
  const [{ id }] = await Promise.all([
    machine.nextJob(),
    machine.request('mining.authorize', ['account.rig', 'x']),
  ]);
  return { methods: machine.received.slice(before).map((m) => m.method ?? m.result), id };
}

const ALL = [true, 'mining.set_target', 'mining.notify'];

describe('the job after an authorize', () => {
  it('is that of the moment while it is young, then a new one, each with its target', async () => {
    const pass = clockAhead();
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    expect(await authorize(machine)).toEqual({ methods: ALL, id: '1' });
    pass(1_001);
    expect(await authorize(machine)).toEqual({ methods: ALL, id: '2' });
    expect(await authorize(machine)).toEqual({ methods: ALL, id: '2' });
  });

  it('is a new one where the last is older than the pace of jobs', async () => {
    const pass = clockAhead();
    const { port, offer } = await startStratumTest({ rateMs: 600 });
    const lane = offer();
    const machine = await ScriptedMachine.start(port);
    lane.rest();
    const { id } = machine.jobs[0]!;
    pass(601);
    const { methods, id: next } = await authorize(machine);
    expect(methods).toEqual(ALL);
    expect(parseInt(next, 16)).toBe(parseInt(id, 16) + 1);
  });

  it('is none where the work was taken away, and machines that come then wait', async () => {
    const { port, offer } = await startStratumTest();
    const lane = offer();
    const machine = await ScriptedMachine.start(port);
    lane.withdraw();
    expect(await machine.request('mining.authorize', ['account.rig', 'x'])).toMatchObject({
      result: true,
    });
    const late = await ScriptedMachine.connect(port);
    await late.subscribe();
    for (const each of [machine, late]) await each.request('mining.ping', []);
    expect([machine.jobs.length, late.jobs.length]).toEqual([1, 0]);
  });
});

describe('after half a minute without a job', () => {
  it('a machine gets another one, unless it may have none or there is no work', async () => {
    const pass = clockAhead();
    const { port, offer, events } = await startStratumTest({ isAuthorizationRequired: true });
    const lane = offer();
    const waiting = await ScriptedMachine.connect(port);
    await waiting.subscribe();
    const mining = await ScriptedMachine.start(port, 'account.rig');
    /** A visit of each: both are measured. */
    const visited = async (): Promise<void> => {
      events.length = 0;
      pass(30_001);
      await vi.waitUntil(() => events.filter((e) => e.type === 'machine-measured').length >= 2);
      for (const each of [waiting, mining]) await each.request('mining.ping', []);
    };
    const before = mining.jobs.length;
    await visited();
    expect([waiting.jobs.length, mining.jobs.length]).toEqual([0, before + 1]);
    lane.withdraw();
    await visited();
    expect([waiting.jobs.length, mining.jobs.length]).toEqual([0, before + 1]);
  });
});
