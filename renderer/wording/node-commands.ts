/**
 * What to type to run a node that mines for a key: chainweb-node 3.2 of the KDA Community, from its
 * README and Dockerfile (the program is the image's entry point).
 */

/** The two options that make a node hand out work for this key. */
export function nodeFlags(publicKey: string): string {
  return `--enable-mining-coordination --mining-public-key=${publicKey}`;
}

/** The command for Docker: other nodes reach it on 1789, this computer alone on 1848. */
export function dockerCommand(publicKey: string): string {
  return [
    ...['docker', 'run', '-d', '--name', 'chainweb-node', '--restart', 'unless-stopped'],
    ...['--ulimit', 'nofile=65536:65536', '-p', '1789:1789', '-p', '127.0.0.1:1848:1848'],
    ...['-v', 'chainweb-data:/data', 'ghcr.io/kda-community/chainweb-node/ubuntu:latest'],
    '--database-directory=/data',
    nodeFlags(publicKey),
  ].join(' ');
}
