/** The chainweb node that work comes from. */
import { LOCAL_NODE } from '../host-address.ts';
import type { Settings } from './setting.ts';

export const nodeSettings = {
  node: {
    flags: '-n, --node <HOST:PORT>',
    value: { type: 'node-address' },
    default: LOCAL_NODE,
    sentence: 'service API of the chainweb node',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  fallbackNodes: {
    flags: '--fallback-node <HOST:PORT>',
    value: { type: 'list', item: { type: 'node-address' }, maxItems: 16 },
    default: [],
    sentence: 'nodes to use, in this order, while the first is down',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  useTls: {
    flags: '-t, --tls',
    value: { type: 'flag' },
    default: false,
    sentence: 'connect to the node with TLS',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  insecure: {
    flags: '-x, --insecure',
    value: { type: 'flag' },
    default: false,
    sentence: 'accept certificates that cannot be verified',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  defaultHTTPTimeout: {
    flags: '--default-http-timeout <µS>',
    // A millisecond to an hour.
    value: {
      type: 'number',
      integer: true,
      min: 1_000,
      max: 3_600_000_000,
      unit: 'microseconds',
      clamped: 'both',
    },
    default: 1_000_000,
    sentence: 'time for the node to answer a request, from the connection on',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  nodeConnectTimeout: {
    flags: '--node-connect-timeout <SECONDS>',
    value: { type: 'number', integer: false, min: 0.1, max: 3_600, unit: 'seconds' },
    // Far nodes behind TLS and a proxy take five round trips, and a lost packet costs a second.
    default: 5,
    sentence: 'time to connect to the node, with the TLS handshake and a proxy',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
