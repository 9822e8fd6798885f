/** Why a node or a machine was lost, what is wrong with one, and kinds of workers, as they are read back from the history. */
import { z } from 'zod';
import type { GroupSnapshot, MachineSnapshot, Problem } from '../../state/snapshot-types.ts';

type NodeErrorKind = Extract<Problem, { kind: 'node' }>['error']['kind'];
type LeaveReason = NonNullable<MachineSnapshot['leftReason']>;

/** As a record, so that the compiler reports one that is missing here. */
const NODE_ERRORS: Readonly<Record<NodeErrorKind, NodeErrorKind>> = {
  'wrong-address': 'wrong-address',
  'tls-mismatch': 'tls-mismatch',
  'tls-untrusted': 'tls-untrusted',
  'connect-timeout': 'connect-timeout',
  timeout: 'timeout',
  'proxy-failed': 'proxy-failed',
  redirected: 'redirected',
  'nonsense-answer': 'nonsense-answer',
  'node-missing': 'node-missing',
  'other-server': 'other-server',
  'mining-off': 'mining-off',
  'key-refused': 'key-refused',
  'account-spelled-otherwise': 'account-spelled-otherwise',
  overloaded: 'overloaded',
  'server-fault': 'server-fault',
  'request-refused': 'request-refused',
  'other-network': 'other-network',
  'wrong-length': 'wrong-length',
  'stream-stalled': 'stream-stalled',
};

export const nodeErrorKind = z.enum(NODE_ERRORS);

export type ComplaintKind = Extract<Problem, { kind: 'device' }>['complaint']['kind'];

const COMPLAINTS: Readonly<Record<ComplaintKind, ComplaintKind>> = {
  'too-hot': 'too-hot',
  'fan-stopped': 'fan-stopped',
  'board-missing': 'board-missing',
  slow: 'slow',
  'other-pool': 'other-pool',
  'old-address': 'old-address',
  'hardware-errors': 'hardware-errors',
};

export const complaintKind = z.enum(COMPLAINTS);

type WorkerKind = GroupSnapshot['kind'];

const WORKERS: Readonly<Record<WorkerKind, WorkerKind>> = {
  stratum: 'stratum',
  cpu: 'cpu',
  gpu: 'gpu',
  external: 'external',
  simulation: 'simulation',
  'constant-delay': 'constant-delay',
  'on-demand': 'on-demand',
};

export const workerKind = z.enum(WORKERS);

const ms = z.number();
const kind = <Kind extends LeaveReason['kind']>(of: Kind) => ({ kind: z.literal(of) });

const leaveReasons = z.discriminatedUnion('kind', [
  z.object(kind('closed-by-machine')),
  z.object({ ...kind('connection-lost'), code: z.string().nullable() }),
  z.object(kind('server-closing')),
  z.object(kind('let-in')),
  z.object({ ...kind('no-node'), ms }),
  z.object({ ...kind('never-subscribed'), ms }),
  z.object({ ...kind('not-reading'), ms }),
  z.object({ ...kind('silent'), ms }),
  z.object({ ...kind('line-too-long'), limitBytes: z.number() }),
  z.object({ ...kind('too-many-long-lines'), longChars: z.number() }),
  z.object(kind('too-many-invalid-lines')),
  z.object(kind('too-many-changes')),
  z.object(kind('no-nonce-range')),
  z.object({ ...kind('other-protocol'), protocol: z.enum(['http', 'tls', 'proxy']) }),
  z.object(kind('internal-error')),
]);

/** The compiler reports a reason that is missing above. */
export const leaveReason: z.ZodType<LeaveReason> = leaveReasons satisfies z.ZodType<
  LeaveReason,
  LeaveReason
>;
