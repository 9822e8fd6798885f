/**
 * The payloads that were handed out with work (`Chainweb.Miner.Coordinator`, MiningState). A solved
 * header is only taken with a payload from here, once.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';

/** A payload not asked for again is forgotten after this time. */
export const PAYLOAD_EXPIRY_MS = 300_000;
/** With more payloads than this handed out, requests for work are refused. */
export const PAYLOAD_LIMIT = 1200;

export interface PayloadCache {
  /** Notes that a payload was handed out; a payload that is known already starts its time anew. */
  add(payloadHash: Uint8Array): void;
  /** Takes a payload out for good. False: never handed out, expired, or taken before. */
  take(payloadHash: Uint8Array): boolean;
  /** Whether more payloads are out than the limit allows. */
  isOverfull(): boolean;
  clear(): void;
}

/** An empty cache; `nowMs` is any clock that does not run backwards. */
export function createPayloadCache(
  nowMs: () => number,
  expiryMs: number = PAYLOAD_EXPIRY_MS,
  limit: number = PAYLOAD_LIMIT,
): PayloadCache {
  /** When each payload was handed out, oldest first. */
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
