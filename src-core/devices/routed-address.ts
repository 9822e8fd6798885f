/** Our address on the way to a machine beyond a router, as the system's routing table has it. */
import { createSocket } from 'node:dgram';

/** Any port: nothing is sent to it. */
const DISCARD_PORT = 9;
/** What the system answers when it has not chosen any. */
const UNSPECIFIED = '0.0.0.0';

/** The IPv4 address from which this computer would reach `host`; null where there is no way to it. */
export function routedAddress(host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (address: string | null): void => {
      socket.close();
      resolve(address);
    };
    socket.on('error', () => end(null));
    // Connecting a datagram socket sends nothing; it only chooses the address to send from.
    socket.connect(DISCARD_PORT, host, () => {
      const { address } = socket.address();
      end(address === UNSPECIFIED ? null : address);
    });
  });
}
