/** Streams whose reader does not read are cut, and those that have ended get nothing more. */
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { practiceNetwork, genesisBlocks } from '../chain/practice-network.ts';
import { createBlockStreams } from './block-streams.ts';
import { createUpdateStreams, UNREAD_LIMIT_BYTES } from './update-streams.ts';

const network = practiceNetwork('singleton', null, 1);
const [{ block, payload }] = genesisBlocks(network, 1_000n) as [
  ReturnType<typeof genesisBlocks>[0],
];

/** A response that has this much unread, and what became of it. */
function reader(writableLength: number, writableEnded = false) {
  const written: string[] = [];
  const state = { isCut: false, hasEnded: false, status: 0 };
  const response = Object.assign(new EventEmitter(), {
    ...{ writableLength, writableEnded, headersSent: true },
    write: (text: string) => void written.push(text),
    destroy: () => void (state.isCut = true),
    end: () => void (state.hasEnded = true),
    writeHead: (status: number) => void (state.status = status),
    flushHeaders: () => undefined,
  });
  return { response: response as unknown as ServerResponse, written, state };
}

const readers = () => [reader(UNREAD_LIMIT_BYTES), reader(UNREAD_LIMIT_BYTES + 1), reader(0, true)];

it('of blocks', () => {
  const streams = createBlockStreams('v', { payloadOf: () => payload, limit: 9 });
  const [slow, stuck, ended] = readers();
  for (const each of [slow!, stuck!, ended!]) {
    expect(streams.open('block', each.response)).toBeNull();
    expect(each.state.status).toBe(200);
  }
  streams.announce(block);
  expect(slow?.written).toEqual([expect.stringMatching(/^event:BlockHeader\ndata:\{.*\}\n\n$/)]);
  expect([stuck, ended].map((each) => each?.written)).toEqual([[], []]);
  expect([slow, stuck, ended].map((each) => each?.state.isCut)).toEqual([false, true, false]);
  slow?.response.emit('close');
  streams.announce(block);
  expect(slow?.written).toHaveLength(1);
  streams.end();
  expect([slow, ended].map((each) => each?.state.hasEnded)).toEqual([false, true]);
});

it('of work', () => {
  const streams = createUpdateStreams({
    ...{ timeoutMs: 1_000_000, limit: 9, random: () => 0 },
    ...{ isReady: () => false, begin: () => undefined },
  });
  const [slow, stuck, ended] = readers();
  for (const each of [slow!, stuck!, ended!]) streams.watch(0, each.response);
  streams.announce(0, 'New Cut');
  streams.announce(1, 'New Cut');
  expect(slow?.written).toEqual(['event:New Cut\n\n']);
  expect([stuck, ended].map((each) => each?.written)).toEqual([[], []]);
  expect([slow, stuck, ended].map((each) => each?.state.isCut)).toEqual([false, true, false]);
  slow?.response.emit('close');
  streams.announce(0, 'New Cut');
  expect(slow?.written).toHaveLength(1);
});

it('of work end in an orderly way where they have begun, and are cut where not', () => {
  const streams = createUpdateStreams({
    ...{ timeoutMs: 1_000_000, limit: 3, random: () => 0 },
    ...{ isReady: () => false, begin: () => undefined },
  });
  const begun = reader(0);
  const waiting = reader(0);
  (waiting.response as { headersSent: boolean }).headersSent = false;
  expect([begun, waiting].map((each) => streams.reserve(each.response))).toEqual([true, true]);
  expect(streams.reserve(reader(0).response)).toBe(false);
  streams.end();
  expect(begun.state).toMatchObject({ hasEnded: true, isCut: false });
  expect(waiting.state).toMatchObject({ hasEnded: false, isCut: true });
});
