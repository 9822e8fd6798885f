/** A port of a simulated machine, which is closed while the machine restarts. */
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from '../../../system/thrown-reason.ts';

export interface MachinePort {
  readonly port: number;
  /** Closes it with every connection, or opens the same port again. */
  setOpen(isOpen: boolean): Promise<void>;
}

/** Another socket may have the port for a moment. */
const REOPEN_EVERY_MS = 50;

/** Listens on the machine's own address; 0 takes a free port. Rejects as `net.Server.listen` fails. */
export async function openMachinePort(
  server: Server,
  host: string,
  wanted: number,
): Promise<MachinePort> {
  const sockets = new Set<Socket>();
  let isWanted = true;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(wanted);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async setOpen(isOpen) {
      isWanted = isOpen;
      if (!isOpen) {
        const closed = new Promise((resolve) => server.close(resolve));
        for (const socket of sockets) socket.destroy();
        await closed;
        return;
      }
      while (isWanted && !server.listening) {
        try {
          await listen(port);
        } catch (error) {
          if (codeOf(error) !== 'EADDRINUSE') throw error;
          await wait(REOPEN_EVERY_MS);
        }
      }
    },
  };
}
