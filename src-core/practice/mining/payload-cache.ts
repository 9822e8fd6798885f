/**
 * The payloads that were issued with work (`Chainweb.Miner.Coordinator`, MiningState). A solved header
 * is accepted only with one of them, and only once.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';

/** A payload that is not issued again expires after this time. */
export const PAYLOAD_EXPIRY_MS = 300_000;
/** With more issued payloads than this, requests for work are refused. */
const PAYLOAD_LIMIT = 1200;

export interface PayloadCache {
  /** Adds a payload that is issued; a known payload gets its full time again. */
  add(payloadHash: Uint8Array): void;
  /** Removes a payload. False: never issued, expired, or removed before. */
  take(payloadHash: Uint8Array): boolean;
  /** Whether more payloads are issued than the limit allows. */
  isOverfull(): boolean;
  clear(): void;
}

/** Creates an empty cache; `nowMs` is any clock in ms that does not run backwards. */
export function createPayloadCache(
  nowMs: () => number,
  expiryMs: number = PAYLOAD_EXPIRY_MS,
  limit: number = PAYLOAD_LIMIT,
): PayloadCache {
  /** When each payload was issued, oldest first. */
  const issuedAt = new Map<string, number>();

  function dropExpired(): void {
    const horizon = nowMs() - expiryMs;
    for (const [key, issued] of issuedAt) {
      if (issued > horizon) return;
      issuedAt.delete(key);
    }
  }

  return {
    add(payloadHash) {
      dropExpired();
      const key = toBase64Url(payloadHash);
      issuedAt.delete(key);
      issuedAt.set(key, nowMs());
    },
    take(payloadHash) {
      dropExpired();
      return issuedAt.delete(toBase64Url(payloadHash));
    },
    isOverfull() {
      dropExpired();
      return issuedAt.size > limit;
    },
    clear: () => {
      issuedAt.clear();
    },
  };
}
