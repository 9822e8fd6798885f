import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { Door } from './door.ts';

it('lets 2,048 wait that do not mine and as many that do, and drops the rest', () => {
  const door = new Door({
    isKnown: ({ address }) => address === 'miner',
    letIn: () => undefined,
  });
  const arrivals = ['flood', 'miner'].map((address) =>
    Array.from({ length: 2_049 }, (_, port) => {
      const socket = new Socket();
      door.arrive(socket, { address, port });
      return socket;
    }),
  );
  for (const sockets of arrivals) {
    expect(sockets.map(({ destroyed }) => destroyed).lastIndexOf(false)).toBe(2_047);
    expect(sockets[2_048]?.destroyed).toBe(true);
  }
  door.close();
  expect(arrivals.flat().every(({ destroyed }) => destroyed)).toBe(true);
});

it('lets few in at a time, known addresses first, and none that has gone', async () => {
  const entered: string[] = [];
  const door = new Door({
    isKnown: ({ address }) => address === 'miner',
    letIn: (_socket, { address }) => void entered.push(address),
  });
  for (let i = 0; i < 40; i++) door.arrive(new Socket(), { address: `flood ${i}`, port: i });
  const gone = new Socket();
  door.arrive(gone, { address: 'gone', port: 1 });
  gone.destroy();
  door.arrive(new Socket(), { address: 'miner', port: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(entered).toEqual(['miner', 'flood 0', 'flood 1', 'flood 2']);
  while (entered.length < 41) await new Promise((resolve) => setImmediate(resolve));
  expect(entered).not.toContain('gone');
});
