/** A program that puts entries into an outbox as fast as it can, until it is killed. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openOutboxFile } from '../../history/outbox-file.ts';

const PROGRAM = fileURLToPath(import.meta.url);

export interface OutboxWriter {
  /** Kills it when it has reported that many entries; all that it reported by then. */
  killAfter(entries: number): Promise<string[]>;
}

/** Starts a process that writes to an outbox until it is killed. */
export function startOutboxWriter(path: string): OutboxWriter {
  const argv = ['--disable-warning=ExperimentalWarning', PROGRAM, path];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const written: string[] = [];
  return {
    killAfter: (entries) =>
      new Promise((resolve) => {
        createInterface({ input: child.stdout }).on('line', (line) => {
          written.push(line);
          if (written.length === entries) child.kill('SIGKILL');
        });
        child.on('close', () => resolve(written));
      }),
  };
}

const [, program, path] = process.argv;
if (program === PROGRAM && path !== undefined) {
  const outbox = openOutboxFile({
    path,
    onFault: (fault) => process.stderr.write(`${JSON.stringify(fault)}\n`),
    onRecovered: () => undefined,
    nowMs: Date.now,
  });
  for (let at = 0; at < 100_000; at += 1) {
    const id = `block ${process.pid} ${at}`;
    outbox.put({
      ...{ id, node: 'http://node', versionName: 'practice', chain: mkChainId(2), height: at },
      ...{ difficulty: 5, worker: 'CPU 0', foundAtMs: at, bytes: Buffer.alloc(286, 1) },
    });
    if (at % 3 === 0) outbox.remove(`block ${process.pid} ${at - 3}`);
    // At once, while the kill is on its way.
    if (at % 3 !== 0) writeSync(1, `${id}\n`);
  }
}
