import { connect } from 'node:tls';
import { withoutBrackets } from './bracketed-host.ts';

/**
 * Whether the host completes a TLS handshake. Many TLS servers just hang up on plain HTTP, which
 * would look like a server that is down.
 */
export function speaksTls(url: URL, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const host = withoutBrackets(url.hostname);
    const socket = connect({ host, port: Number(url.port || 80), rejectUnauthorized: false });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('secureConnect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
