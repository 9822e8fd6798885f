/** Why a node cannot be used and what to do, for the terminal. */
import type { NodeError, NodeErrorKind } from '../../node/node-errors.ts';
import { withDetail } from './saying.ts';

/** Both are sentences, or several. */
interface Advice {
  readonly says: string;
  readonly fix: string;
}

const USE_ANOTHER = 'Correct the address, or use another node.';

/** What happened at `node` (`host:port`), and what to do about it. */
export function nodeErrorAdvice(error: NodeError, node: string): Advice {
  const { says, fix } = TEXTS[error.kind](error, node);
  // Every sentence includes the empty detail.
  return { says: says.includes(error.detail) ? says : withDetail(says, error.detail), fix };
}

/** A word after others; nothing where it is not known. */
function after(word: string | number | undefined): string {
  return word === undefined ? '' : ` ${word}`;
}

const TEXTS: Readonly<Record<NodeErrorKind, (error: NodeError, node: string) => Advice>> = {
  'node-missing': (_, node) => ({
    says: `No node answers at ${node}.`,
    fix: 'Start the node, or correct its address with --node.',
  }),
  'wrong-address': (_, node) => ({
    says: `There is no Chainweb node at ${node}.`,
    fix: 'Check name and port: --node needs the service port, often 1848.',
  }),
  'tls-mismatch': (_, node) => ({
    says: `${node} and Heddle disagree about TLS.`,
    fix: 'Give --tls for an https address, --no-tls for an http address.',
  }),
  'tls-untrusted': (_, node) => ({
    says: `The certificate of ${node} cannot be verified.`,
    fix: 'If the node is your own, give --insecure.',
  }),
  'connect-timeout': (_, node) => ({
    says: `No connection to ${node} in time.`,
    fix: 'Check its address and the firewall there. If it is far away, raise --node-connect-timeout.',
  }),
  timeout: (_, node) => ({
    says: `${node} did not answer in time.`,
    fix: 'Use a closer node, or raise --default-http-timeout.',
  }),
  'proxy-failed': ({ proxy }, node) => ({
    says: `${node} cannot be reached: the proxy${after(proxy)} does not let requests through.`,
    fix: 'Correct http_proxy, https_proxy or all_proxy in the environment, or add the node to no_proxy.',
  }),
  redirected: ({ target }, node) => ({
    says: `${node} redirects to ${target ?? 'an address that cannot be read'}.`,
    fix: 'If that is your node, use its address; if not, correct the address.',
  }),
  'other-server': ({ status }, node) => ({
    says: `A proxy or web server at ${node} answered${after(status)}, not the node.`,
    fix: 'Check the address, and whether the node behind that server runs.',
  }),
  'mining-off': (_, node) => ({
    says: `Mining is off at ${node}.`,
    fix: "Enable mining coordination in the node's configuration, or use another node.",
  }),
  'key-refused': (_, node) => ({
    says: `${node} does not mine for this account.`,
    fix: "Add the public key to the node's list of miners, or use a key that is on it.",
  }),
  'account-spelled-otherwise': ({ paid }, node) => ({
    says: `${node} mines for ${paid ?? 'the same key'}, an account with another spelling.`,
    fix: "Give that account with --account, or correct it in the node's configuration.",
  }),
  overloaded: (_, node) => ({
    says: `${node} has too many miners at the moment.`,
    fix: 'If this continues, add a second node with --fallback-node.',
  }),
  'server-fault': (_, node) => ({
    says: `${node} reported an internal error.`,
    fix: "See the node's own log.",
  }),
  'request-refused': (_, node) => ({
    says: `${node} rejected a request as invalid.`,
    fix: 'The node may be older or newer than Heddle supports.',
  }),
  'nonsense-answer': (_, node) => ({
    says: `${node} sent an answer that makes no sense.`,
    fix: USE_ANOTHER,
  }),
  'other-network': (_, node) => ({
    says: `${node} is a node of another network.`,
    fix: USE_ANOTHER,
  }),
  'wrong-length': (_, node) => ({
    says: `Work from ${node} has a length that fits no chain graph.`,
    fix: 'The node runs a network that Heddle does not know. Use another node.',
  }),
  'stream-stalled': (_, node) => ({
    says: `${node} has sent no updates for a while.`,
    fix: 'Restart the node if this continues.',
  }),
};
