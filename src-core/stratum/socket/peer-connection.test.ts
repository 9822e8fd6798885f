import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { PeerConnection } from './peer-connection.ts';

/** A connection and its peer on loopback. */
async function connected(
  onWritable: () => void,
): Promise<{ server: PeerConnection; peer: Socket }> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const peer = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = await accepted;
  onTestFinished(() => {
    peer.destroy();
    socket.destroy();
    listener.close();
  });
  const server = new PeerConnection(socket, 8192, {
    onLine: () => 'continue',
    onLateLine: () => undefined,
    onWritable,
    onLineTooLong: () => undefined,
    onOtherProtocol: () => undefined,
    onFault: (error) => {
      throw error;
    },
    onClosed: () => undefined,
  });
  return { server, peer };
}

it('announces that a job can be sent once for each job that could not', async () => {
  let writable = 0;
  let wake = (): void => undefined;
  const { server, peer } = await connected(() => {
    writable += 1;
    wake();
  });
  const block = (): void => {
    peer.pause();
    while (server.blockedSinceMs === null) server.send('x'.repeat(65_536));
  };

  block();
  expect(server.canTakeJob()).toBe(false);
  const freed = new Promise<void>((resolve) => (wake = resolve));
  peer.resume();
  await freed;
  expect(server.canTakeJob()).toBe(true);

  // Blocked and free again without a job that waits.
  block();
  peer.resume();
  while (server.blockedSinceMs !== null) await new Promise((resolve) => setImmediate(resolve));
  expect(writable).toBe(1);
});
