/** A machine as they are, in a process of its own: a share every few milliseconds. */
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { serveParent, sharedNowMs } from './bench-process.ts';

export interface SteadyOrder {
  readonly port: number;
  readonly shares: number;
  readonly everyMs: number;
}

const SUBSCRIBE = '{"id":"s","method":"mining.subscribe","params":["bench/1.0",null]}\n';
/** From an address of its own. */
const ADDRESS = '127.0.0.9';

serveParent({
  /**
   * Submits a share every few ms, whether the one before was answered or not: ms from each to its
   * answer.
   */
  steady: ({ port, shares, everyMs }: SteadyOrder) =>
    new Promise<number[]>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: ADDRESS, noDelay: true });
      const sentAtMs: number[] = [];
      const times: number[] = [];
      let rest = '';
      const mine = async (jobId: string): Promise<void> => {
        for (let i = 0; i < shares; i++) {
          const nonce = i.toString(16);
          sentAtMs.push(sharedNowMs());
          socket.write(
            `{"id":${i},"method":"mining.submit","params":["a","${jobId}","${nonce}"]}\n`,
          );
          await setTimeout(everyMs);
        }
      };
      const onLine = (line: string): void => {
        const jobId = /mining\.notify","params":\["([0-9a-f]+)"/.exec(line)?.[1];
        if (jobId !== undefined && sentAtMs.length === 0) void mine(jobId);
        const answered = /^\{"id":(\d+),"result":true/.exec(line)?.[1];
        if (answered === undefined) return;
        times.push(sharedNowMs() - sentAtMs[Number(answered)]!);
        if (times.length === shares) socket.end();
      };
      socket.setEncoding('latin1').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      });
      socket.on('error', reject);
      socket.on('close', () => {
        if (times.length === shares) resolve(times);
        else reject(new Error(`the machine was let go after ${times.length} shares`));
      });
      socket.write(SUBSCRIBE);
    }),
});
