/**
 * The text of a file that a user named, read within bounds: it may be a folder, a device without an
 * end, a pipe that nothing writes to, or terabytes long.
 */
import { constants, createReadStream, fstat, open, stat } from 'node:fs';
import type { Stats } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { codeOf, reasonOf } from '../../system/thrown-reason.ts';
import { err } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ReadFault } from '../config-error.ts';
import { decodeText } from './decoded-text.ts';
import { TEXT_LIMIT_BYTES } from './text-limits.ts';

/** The text, or the fault of the file. Folders, devices and sockets are not opened. */
export async function readTextFile(
  path: string,
  timeoutMs: number,
): Promise<Result<string, ReadFault>> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const fault = faultOf(await promisify(stat)(path));
    if (fault !== null) return err(fault);
    // Otherwise opening a pipe waits for a writer, in one of the few threads that read all files.
    const fd = await promisify(open)(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stream = await streamOf(fd);
    return await collectText(addAbortSignal(signal, stream));
  } catch (error) {
    if (signal.aborted) return err({ kind: 'timeout', timeoutMs });
    const code = codeOf(error);
    if (code === null) throw error;
    return err({ kind: 'system', code, detail: reasonOf(error) });
  }
}

/** The text of a stream of bytes, which is given up once there are too many. */
async function collectText(chunks: AsyncIterable<Uint8Array>): Promise<Result<string, ReadFault>> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > TEXT_LIMIT_BYTES) return err({ kind: 'too-long', limitBytes: TEXT_LIMIT_BYTES });
    all.push(chunk);
  }
  return decodeText(Buffer.concat(all));
}

/** Ends with the file or, for a pipe, once all its writers have closed it. */
async function streamOf(fd: number): Promise<Readable> {
  const stats = await promisify(fstat)(fd);
  return stats.isFIFO() ? new Socket({ fd, writable: false }) : createReadStream('', { fd });
}

function faultOf(stats: Stats): ReadFault | null {
  if (stats.isFile() || stats.isFIFO()) return null;
  const found = stats.isDirectory() ? 'folder' : stats.isSocket() ? 'socket' : 'device';
  return { kind: 'not-a-file', found };
}
