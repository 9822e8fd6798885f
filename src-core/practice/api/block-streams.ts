/** `header/updates` and `block/updates`: every block that joins the cut, sent to all who listen. */
import type { ServerResponse } from 'node:http';
import { powHash } from '../../chainweb/pow-hash.ts';
import { outputsToJson } from '../chain/payload.ts';
import type { Payload } from '../chain/payload.ts';
import { blockToJson } from '../chain/practice-block.ts';
import type { PracticeBlock } from '../chain/practice-block.ts';
import type { HttpReply } from './http-reply.ts';
import { UNREAD_LIMIT_BYTES } from './update-streams.ts';

/** Whether a stream's events carry the payload too. */
type StreamKind = 'header' | 'block';

interface BlockStreams {
  /** Begins a stream of blocks that join from now on; returns a reply when the limit is reached. */
  open(kind: StreamKind, response: ServerResponse): HttpReply | null;
  announce(block: PracticeBlock): void;
  /** Ends all streams in an orderly way. */
  end(): void;
}

interface BlockStreamsOptions {
  /** The payload of this hash (32 bytes); null when it is not known. */
  readonly payloadOf: (hash: Uint8Array) => Payload | null;
  /** Streams served at the same time, of both kinds together. */
  readonly limit: number;
}

/** Creates an empty set of streams of the network `versionName`. */
export function createBlockStreams(
  versionName: string,
  { payloadOf, limit }: BlockStreamsOptions,
): BlockStreams {
  const listeners = new Map<ServerResponse, StreamKind>();

  return {
    open(kind, response) {
      if (listeners.size >= limit) {
        const body = 'No more update streams available currently. Retry later.';
        return { status: 503, contentType: null, body };
      }
      listeners.set(response, kind);
      response.once('close', () => listeners.delete(response));
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
      return null;
    },

    announce(block) {
      if (listeners.size === 0) return;
      const facts = headerUpdate(block, versionName);
      const payload = payloadOf(block.header.payloadHash);
      const events = {
        header: eventOf(facts),
        block: eventOf({
          ...facts,
          ...(payload && { payloadWithOutputs: outputsToJson(payload) }),
        }),
      };
      for (const [response, kind] of listeners) {
        if (response.writableLength > UNREAD_LIMIT_BYTES) response.destroy();
        else if (!response.writableEnded) response.write(events[kind]);
      }
    },

    end() {
      for (const response of listeners.keys()) response.end();
    },
  };
}

/** The node's `HeaderUpdate` (`Chainweb.BlockHeaderDB.RestAPI`); both numbers big endian. */
function headerUpdate(block: PracticeBlock, versionName: string): Record<string, unknown> {
  return {
    txCount: 0,
    powHash: Buffer.from(powHash(block.bytes)).reverse().toString('hex'),
    header: blockToJson(block, versionName),
    target: block.header.target.toString(16).padStart(64, '0'),
  };
}

/** The node writes no space after the colons. */
function eventOf(data: unknown): string {
  return `event:BlockHeader\ndata:${JSON.stringify(data)}\n\n`;
}
