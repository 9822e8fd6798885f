/**
 * The payloads that were issued with work (`Chainweb.Miner.Coordinator`, MiningState). A solved header
 * is accepted only with one of them, and only once.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import type { Payload } from '../chain/payload.ts';

/** A payload that is not issued again expires after this time. */
export const PAYLOAD_EXPIRY_MS = 300_000;
/** With more issued payloads than this, requests for work are refused. */
const PAYLOAD_LIMIT = 1200;

export interface PayloadCache {
  /** Adds a payload that is issued; the time of a known payload starts again. */
  add(payload: Payload): void;
  /** Removes a payload. Null: never issued, expired, or removed before. */
  take(payloadHash: Uint8Array): Payload | null;
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
  /** Each payload and when it was issued, oldest first. */
  const issued = new Map<string, { readonly payload: Payload; readonly atMs: number }>();

  function dropExpired(): void {
    const horizon = nowMs() - expiryMs;
    for (const [key, { atMs }] of issued) {
      if (atMs > horizon) return;
      issued.delete(key);
    }
  }

  return {
    add(payload) {
      dropExpired();
      const key = toBase64Url(payload.payloadHash);
      issued.delete(key);
      issued.set(key, { payload, atMs: nowMs() });
    },
    take(payloadHash) {
      dropExpired();
      const key = toBase64Url(payloadHash);
      const taken = issued.get(key)?.payload ?? null;
      issued.delete(key);
      return taken;
    },
    isOverfull() {
      dropExpired();
      return issued.size > limit;
    },
    clear: () => {
      issued.clear();
    },
  };
}
