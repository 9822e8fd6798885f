/** What was found out about a node: sentences and fixes for the terminal. */
import type { CheckOf } from '../../diagnosis/checks.ts';
import { durationText } from '../../logging/duration-text.ts';
import { nodeErrorAdvice } from './node-error-advice.ts';
import type { Saying } from './saying.ts';
import { skippedSaying } from './saying.ts';

/** Whether the node answers, of which network it is, and its version. */
export function nodeSaying(check: CheckOf<'node'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { node, error, network, nodeVersion } = check;
  if (error !== null) return nodeErrorAdvice(error, node);
  const version = nodeVersion === null ? '' : `, version ${nodeVersion}`;
  return { says: `${node} answers: a node of ${network ?? 'a network'}${version}.`, fix: null };
}

/** Whether the node has the newest blocks, is catching up, or stands still. */
export function syncSaying(check: CheckOf<'sync'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { node, state, height, newestAgeMs, error } = check;
  if (error !== null) return nodeErrorAdvice(error, node);
  const where = `height ${height ?? '?'}, newest block ${durationText(newestAgeMs ?? 0)} old`;
  switch (state) {
    case 'catching-up':
      return {
        says: `${node} is still catching up: ${where}.`,
        fix: 'Wait until it is synced: blocks that it lets you mine until then are lost.',
      };
    case 'standing-still':
      return {
        says: `${node} stands still: ${where}, and none came while it was watched.`,
        fix: "Check the node's peers, disk and log, or use another node. A network without miners looks the same.",
      };
    case 'current':
    case null:
      return { says: `${node} is synced: ${where}.`, fix: null };
  }
}

/** Which account the node mines for, or why it does not take the key. */
export function accountSaying(check: CheckOf<'account'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { node, account, keyFault, error } = check;
  if (error !== null) return nodeErrorAdvice(error, node);
  if (keyFault === null) return { says: `${node} mines for ${account ?? ''}.`, fix: null };
  const fix = 'Give a key of 64 hex digits with --public-key; --generate-key prints a new one.';
  switch (keyFault.reason) {
    case 'missing':
      return { says: 'There is no public key to pay rewards to.', fix };
    case 'not-hex':
      return { says: 'The public key has other characters than 0 to 9 and a to f.', fix };
    case 'wrong-length':
      return { says: `The public key has ${keyFault.digits} hex digits instead of 64.`, fix };
  }
}

/** How far this computer's clock is from that of the node. */
export function clockSaying(check: CheckOf<'clock'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { node, offsetMs, verdict, uncertaintyMs } = check;
  if (verdict === 'ok') {
    const within = durationText(Math.abs(offsetMs) + uncertaintyMs);
    return { says: `This computer's clock and that of ${node} agree within ${within}.`, fix: null };
  }
  const side = offsetMs > 0 ? 'ahead of' : 'behind';
  return {
    says: `This computer's clock is ${durationText(Math.abs(offsetMs))} ${side} that of ${node}.`,
    fix: 'Let both set their clocks by NTP: blocks from the future are refused.',
  };
}
