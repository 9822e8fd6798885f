/**
 * What to type to run a node that mines for a key: chainweb-node 3.2 of the KDA Community, from its
 * README and Dockerfile (the program is the image's entry point).
 */

/** The port that other nodes reach a node on, by default. */
const PEER_PORT = '1789';
/** The port of its service API, which miners use, by default. */
export const SERVICE_PORT = '1848';

/** Both, for the sentence about them. */
export const NODE_PORTS = { peers: PEER_PORT, service: SERVICE_PORT };

/** The two options that make a node hand out work for this key. */
export function nodeFlags(publicKey: string): string {
  return `--enable-mining-coordination --mining-public-key=${publicKey}`;
}

/** The command for Docker: other nodes reach it, and only this computer its service API. */
export function dockerCommand(publicKey: string): string {
  return [
    ...['docker', 'run', '-d', '--name', 'chainweb-node', '--restart', 'unless-stopped'],
    ...['--ulimit', 'nofile=65536:65536', '-p', `${PEER_PORT}:${PEER_PORT}`],
    ...['-p', `127.0.0.1:${SERVICE_PORT}:${SERVICE_PORT}`],
    ...['-v', 'chainweb-data:/data', 'ghcr.io/kda-community/chainweb-node/ubuntu:latest'],
    '--database-directory=/data',
    nodeFlags(publicKey),
  ].join(' ');
}
