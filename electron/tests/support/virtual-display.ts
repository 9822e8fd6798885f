/** A display that exists only in memory, for windows on machines without one. */
import { spawn } from 'node:child_process';

interface VirtualDisplay {
  /** As the environment variable `DISPLAY` names it: `:1`. */
  readonly name: string;
  /** Resolves when it is gone. */
  close(): Promise<void>;
}

/** True where a window cannot be shown: Linux without X and without Wayland. */
export function displayIsMissing(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
}

/** Starts Xvfb, which chooses a free number itself. Every user of this computer may show windows on it. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const options = ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac'];
  const child = spawn('Xvfb', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const number = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Xvfb ended at its start: ${complaint}`)));
  });
  return {
    name: `:${number.trim()}`,
    close() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
