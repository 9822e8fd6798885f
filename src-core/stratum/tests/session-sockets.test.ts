/** What the system does for a machine's connection, observed from outside of the server. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

describe('TCP no-delay', () => {
  /*
   * Without it (with Nagle's algorithm) a small packet waits until the one before it is
   * acknowledged, which a peer in conversation does 40 ms or more later. The system does not show
   * whether a socket has the option, so here another machine's question and answer, some 0.2 ms,
   * race that wait. A slow computer can only hide a wait here, never make one up.
   */
  it('lets a job leave at once, though the answer before it is not acknowledged yet', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const other = await ScriptedMachine.start(port);
    for (let round = 1; round <= 10; round++) {
      // A peer that keeps sending carries its acknowledgements along, and so sends them late.
      for (let i = 0; i < 5; i++) await machine.request('mining.ping', []);
      offer({ level: 60, payload: String(round) });
      await other.request('mining.ping', []);
      expect(machine.jobs.length).toBe(1 + round);
    }
  });
});

// Only Linux, in /proc, shows the timers of sockets without another program.
describe.runIf(process.platform === 'linux')('TCP keep-alive', () => {
  it('probes a silent peer within half a minute', async () => {
    const { port, event } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    await event(({ type }) => type === 'machine-changed');
    const timer = await serverTimer(port, machine.socket.localPort ?? 0);
    expect(timer.kind).toBe('keep-alive');
    expect(timer.dueMs).toBeGreaterThan(0);
    expect(timer.dueMs).toBeLessThanOrEqual(30_000);
  });
});

const TIMER_KINDS = ['none', 'retransmission', 'keep-alive', 'end', 'window probe'];

/** The timer of the server's end of a connection within 127.0.0.1 (proc_net_tcp of the kernel). */
async function serverTimer(
  serverPort: number,
  machinePort: number,
): Promise<{ readonly kind: string | undefined; readonly dueMs: number }> {
  const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
  const ends = `0100007F:${hex(serverPort)} 0100007F:${hex(machinePort)}`;
  const rows = (await readFile('/proc/net/tcp', 'utf8')).split('\n');
  // The state and what is queued each way; then the timer, due in ticks of 10 ms.
  const timer = /^ \S+ \S+ (\S+):(\S+)/.exec(
    rows.find((row) => row.includes(ends))?.split(ends)[1] ?? '',
  );
  return { kind: TIMER_KINDS[Number(timer?.[1])], dueMs: parseInt(timer?.[2] ?? '', 16) * 10 };
}
