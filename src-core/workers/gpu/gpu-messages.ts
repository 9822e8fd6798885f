/** What the miner and its GPU process tell each other, as JSON. */
import { z } from 'zod';

/** From the miner, which is trusted. */
export type GpuCommand =
  /** Answered by `adapters`, or a `fault`. */
  | { readonly type: 'list' }
  /** Opens an adapter by its name. Answered by `ready`, or a `fault`. */
  | { readonly type: 'open'; readonly name: string; readonly intensity: number }
  /** Searches this from now on, and nothing else. Answered by `hashes`, and by `found` when it is solved. */
  | {
      readonly type: 'search';
      readonly id: number;
      /** The work header in hex. */
      readonly work: string;
      /** In hex, big endian. */
      readonly target: string;
      /** Decimal, µs since the Unix epoch. */
      readonly creationTimeMicros: string;
    }
  /** Searches nothing from now on. */
  | { readonly type: 'rest' };

const count = z.number().min(0);
const decimal = z.string().regex(/^\d{1,20}$/);
const text = z.string().max(500);

/** From the GPU process: what comes from drivers is bounded. */
const gpuEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('adapters'),
    adapters: z.array(z.object({ name: z.string().max(64), isSoftware: z.boolean() })).max(16),
  }),
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('hashes'),
    id: z.number(),
    hashes: count,
    elapsedMs: count,
    dispatches: count,
    busyMs: count,
    emptyMs: count,
  }),
  z.object({
    type: z.literal('found'),
    id: z.number(),
    creationTimeMicros: decimal,
    nonce: decimal,
  }),
  z.object({
    type: z.literal('fault'),
    kind: z.enum(['no-webgpu', 'gpu-missing', 'gpu-lost', 'gpu-wrong', 'gpu-failed']),
    detail: text,
  }),
]);
export type GpuEvent = z.infer<typeof gpuEventSchema>;
export type GpuFaultEvent = Extract<GpuEvent, { type: 'fault' }>;

/** Reads an event; null for anything else. */
export function parseGpuEvent(message: unknown): GpuEvent | null {
  return gpuEventSchema.safeParse(message).data ?? null;
}
