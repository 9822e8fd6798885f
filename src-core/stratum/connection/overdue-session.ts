/** What time alone ends: a peer that never subscribes, does not read or has fallen silent. */
import type { MachineRecord } from '../shares/machine-record.ts';
import type { PeerConnection } from '../socket/peer-connection.ts';
import type { LeaveReason } from '../refusals.ts';
import { allowedSilenceMs } from '../stratum-limits.ts';
import type { StratumLimits } from '../stratum-limits.ts';

/** Why a session must end now; null while it may continue. */
export function overdueReason(
  limits: StratumLimits,
  { blockedSinceMs, lastHeardMs }: Pick<PeerConnection, 'blockedSinceMs' | 'lastHeardMs'>,
  machine: Pick<MachineRecord, 'connectedAtMs' | 'description' | 'target'>,
  nowMs: number,
): LeaveReason | null {
  const { handshakeTimeoutMs, slowReaderTimeoutMs } = limits;
  const blockedMs = blockedSinceMs === null ? 0 : nowMs - blockedSinceMs;
  const silenceMs = allowedSilenceMs(limits, machine.target?.difficulty ?? 0);
  if (machine.description.nonce1 === null && nowMs - machine.connectedAtMs > handshakeTimeoutMs) {
    return { kind: 'never-subscribed', ms: handshakeTimeoutMs };
  }
  if (blockedMs > slowReaderTimeoutMs) return { kind: 'not-reading', ms: slowReaderTimeoutMs };
  if (nowMs - lastHeardMs > silenceMs) return { kind: 'silent', ms: silenceMs };
  return null;
}
