import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { Door } from './door.ts';

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
