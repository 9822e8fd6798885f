/**
 * What an answer with another status than 200 means, or one that is not the node's. A node's refusal counts only in the
 * node's own words: a proxy's 403 says nothing about the keys that the node mines for. The node's texts are in Chainweb's
 * src/Chainweb/Miner/RestAPI/Server.hs; servant, its framework, answers an unknown path without a body; all its answers
 * have the header `X-Chainweb-Node-Version`.
 */
import type { HttpAnswer } from '../http/http-request.ts';
import type { NodeError, NodeErrorKind } from './node-errors.ts';
import { cleanExcerpt, pageTitle } from './page-text.ts';

const OWN_TEXTS: readonly { status: number; text: RegExp; kind: NodeErrorKind }[] = [
  { status: 403, text: /^Unauthorized Miner/, kind: 'key-refused' },
  { status: 503, text: /^Too many work requests/, kind: 'overloaded' },
  { status: 503, text: /^No more update streams available/, kind: 'overloaded' },
  { status: 404, text: /^$/, kind: 'mining-off' },
  { status: 404, text: /^No associated Payload/, kind: 'request-refused' },
  {
    status: 400,
    text: /^(Decoding error|Unexpected encoding|Invalid solved work)/,
    kind: 'request-refused',
  },
  { status: 500, text: /^Something went wrong/, kind: 'server-fault' },
];

/** In the `server` header of a node, or of warp, the library it runs on. */
const NODE_SERVER = /chainweb|warp/i;

type Refused = Pick<HttpAnswer, 'status' | 'headers' | 'body' | 'sentTwice'>;

/** The error for an answer whose status is not 200. */
export function refusalOf(answer: Refused): NodeError {
  const { status, body } = answer;
  const text = body.toString('utf8', 0, 200);
  const facts = factsOf(answer);
  const detail = `status ${status}: ${cleanExcerpt(body)}`;
  // What nginx answers to plain HTTP on its TLS port.
  if (status === 400 && /HTTPS port|TLS/i.test(body.toString('utf8', 0, 2_000))) {
    return { kind: 'tls-mismatch', detail, ...facts };
  }
  if (isPage(answer)) return pageError(answer, facts);
  const own = OWN_TEXTS.find((each) => each.status === status && each.text.test(text));
  if (own !== undefined && (text !== '' || !isOtherServer(answer))) {
    return { kind: own.kind, detail, ...facts };
  }
  if (!hasNodeHeader(answer)) return pageError(answer, facts);
  return { kind: status >= 500 ? 'server-fault' : 'request-refused', detail, ...facts };
}

/**
 * The error for an answer with status 200 that is not the node's: the page of a login portal, for example.
 * Null for the node's own answer.
 */
export function impostorOf(answer: Refused): NodeError | null {
  return isPage(answer) ? pageError(answer, factsOf(answer)) : null;
}

/** The same for a solution: nodes answer it without a body. Anything else does not say that one has taken it. */
export function solvedImpostorOf(answer: Refused): NodeError | null {
  const isOwn = answer.body.length === 0 || hasNodeHeader(answer);
  return isOwn ? impostorOf(answer) : pageError(answer, factsOf(answer));
}

function factsOf({ status, sentTwice }: Refused): Pick<NodeError, 'status' | 'sentTwice'> {
  return { status, ...(sentTwice && { sentTwice }) };
}

function pageError({ status, headers, body }: Refused, facts: Partial<NodeError>): NodeError {
  const page = pageTitle(body);
  const server = cleanExcerpt(Buffer.from(serverName(headers))).slice(0, 40);
  const by = server === '' ? '' : ` (${server})`;
  const says = page === null ? '' : `: ${page}`;
  const detail = `a proxy or web server${by} answered with status ${status}${says}`;
  return { kind: 'other-server', detail, ...facts, ...(page !== null && { page }) };
}

/** A page for browsers, which no node has. */
function isPage({ headers, body }: Refused): boolean {
  if (/html/i.test(headers['content-type'] ?? '')) return true;
  return /^\s*<(!doctype|html|head|\?xml)/i.test(body.toString('utf8', 0, 200));
}

function hasNodeHeader({ headers }: Refused): boolean {
  return headers['x-chainweb-node-version'] !== undefined;
}

function isOtherServer(answer: Refused): boolean {
  const server = serverName(answer.headers);
  return !hasNodeHeader(answer) && server !== '' && !NODE_SERVER.test(server);
}

function serverName({ server }: Refused['headers']): string {
  return typeof server === 'string' ? server : '';
}
