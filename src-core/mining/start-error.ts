/**
 * Why mining could not start: a kind, its facts, and the setting that can fix it (null where none
 * can). The sentence is made in command-line/texts/start-error-sentences.ts for the terminal, and on screen
 * from the message catalogue.
 */
import type { PublicKeyFault } from '../chainweb/account.ts';
import type { MetricsError } from '../metrics/start-metrics.ts';
import type { PracticeError } from '../practice/chain/practice-errors.ts';
import type { FleetError } from '../workers/fleet.ts';

/** What is opened at a start, in this order. */
export type StartStep =
  'metrics' | 'samples' | 'practice-network' | 'nodes' | 'workers' | 'outbox' | 'loops';

export type StartError =
  /** There is no key to pay rewards to. */
  | (PublicKeyFault & { readonly kind: 'public-key'; readonly setting: 'publicKey' })
  | MetricsError
  | PracticeError
  | FleetError
  /** A step threw, which is a bug; the log has the stack. */
  | {
      readonly kind: 'unexpected';
      readonly setting: null;
      readonly step: StartStep;
      readonly detail: string;
    };

/** Whether another attempt may do without a change: an address may come up, a port or a file become free, a disk get room. */
export function mayPass(error: StartError): boolean {
  if (error.kind === 'practice-data') return error.reason === 'in-use' || error.reason === 'full';
  return error.kind === 'listen' && PASSING.includes(error.reason);
}

const PASSING: readonly string[] = ['in-use', 'no-such-address', 'other'];
