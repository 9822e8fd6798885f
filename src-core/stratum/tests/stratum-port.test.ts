/** Opening and closing the port, over real sockets. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { startStratumServer } from '../connection/stratum-server.ts';
import type { StratumOptions } from '../connection/stratum-server.ts';
import { lastError } from './given-reasons.ts';

describe('a port that cannot be opened', () => {
  const { logger } = createLog({ level: 'quiet', sink: () => undefined });
  const tryToStart = async (options: Partial<StratumOptions>): Promise<unknown> => {
    const result = await startStratumServer(
      { port: 0, mode: { kind: 'block' }, ...options },
      () => undefined,
      logger,
    );
    if (result.ok) await result.value.close();
    return result.ok ? null : result.error;
  };

  it('because another program has it is named, with what to do', async () => {
    const { port } = await startStratumTest();
    for (const name of ['127.0.0.1', '*', '!4']) {
      expect(await tryToStart({ port, interface: name })).toMatchObject({
        reason: 'in-use',
        port,
      });
    }
  });

  it('because the interface is not of this computer or is none', async () => {
    expect(await tryToStart({ interface: '192.0.2.1' })).toMatchObject({
      reason: 'no-such-address',
    });
    expect(await tryToStart({ interface: 'no.such.host.invalid' })).toMatchObject({
      reason: 'no-such-address',
    });
    expect(await tryToStart({ interface: '*5' })).toMatchObject({ reason: 'bad-interface' });
  });

  it('does not matter on all interfaces, the usual case', async () => {
    expect(await tryToStart({})).toBeNull();
  });

  it.each(['*', '*4', '!4', '127.0.0.1', 'localhost'])('does not matter on %s', async (name) => {
    expect(await tryToStart({ interface: name })).toBeNull();
  });
});

describe('closing', () => {
  it('sends the machines the reason, ends their connections and frees the port', async () => {
    const { port, offer, server, event } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    await server.close();
    await machine.closed;
    expect(lastError(machine)).toBe('the server is closing');
    await event((e) => e.type === 'stratum-closed');
    const next = createServer();
    await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve));
    await new Promise((resolve) => next.close(resolve));
  });
});
