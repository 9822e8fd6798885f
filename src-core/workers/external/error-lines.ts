/** The lines that an external program writes to its error output, on their way to the log. */
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

const MAX_LINE_LENGTH = 1_000;
/** Lines passed on per second: more than anyone reads. */
const LINES_PER_SECOND = 200;

interface ErrorLines {
  push(chunk: Buffer): void;
  /** The output has ended: what is left counts as a line. */
  end(): void;
  /** The last line that is not empty, or null. */
  last(): string | null;
}

/**
 * Cuts output into lines without colours, long ones cut short, and passes them to `onLine`. A
 * carriage return ends a line as well (programs redraw their progress with it). Of a flood only
 * the first lines of each second are passed on, and the number of those left out.
 */
export function createErrorLines(
  onLine: (line: string) => void,
  nowMs: () => number = () => performance.now(),
): ErrorLines {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isCut = false;
  let last: string | null = null;
  let secondStartedMs = nowMs();
  let passed = 0;
  let leftOut = 0;

  function take(raw: string): void {
    const line = stripVTControlCharacters(raw).trimEnd();
    if (line === '') return;
    last = line;
    const now = nowMs();
    if (now - secondStartedMs >= 1_000) {
      secondStartedMs = now;
      passed = 0;
      tellLeftOut();
    }
    if (passed < LINES_PER_SECOND) {
      passed += 1;
      onLine(line);
    } else {
      leftOut += 1;
    }
  }

  function tellLeftOut(): void {
    if (leftOut > 0) onLine(`(${leftOut} more lines left out)`);
    leftOut = 0;
  }

  /** Adds to the unfinished line; the end of one that is too long is dropped. */
  function keep(text: string): void {
    rest += text;
    if (rest.length <= MAX_LINE_LENGTH) return;
    rest = rest.slice(0, MAX_LINE_LENGTH);
    isCut = true;
  }

  function finish(): void {
    take(isCut ? `${rest}…` : rest);
    rest = '';
    isCut = false;
  }

  return {
    push(chunk) {
      const [first = '', ...others] = decoder.write(chunk).split(/[\r\n]/);
      keep(first);
      for (const line of others) {
        finish();
        keep(line);
      }
    },
    end() {
      keep(decoder.end());
      finish();
      tellLeftOut();
    },
    last: () => last,
  };
}
