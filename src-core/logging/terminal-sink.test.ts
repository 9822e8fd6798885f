import { describe, expect, it } from 'vitest';
import { openTerminalSink, takesColours } from './terminal-sink.ts';
import { logRecord } from './tests/log-records.ts';

it.each([
  [true, {}, true],
  [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('colours lines of a terminal (%s) with %j: %s', (isTerminal, environment, colours) => {
  expect(takesColours(isTerminal, environment)).toBe(colours);
});

describe('on a console of Windows', () => {
  type Done = (error?: Error | null) => void;

  /** A sink on a console that takes texts with `write`, and how often its reader was gone. */
  function sinkOn(write: (text: string, done: Done) => void) {
    const gone: string[] = [];
    const sink = openTerminalSink({
      format: 'json',
      onGone: () => void gone.push('gone'),
      isTerminal: true,
      platform: 'win32',
      console: { write },
    });
    return { sink, gone };
  }

  it('hands text to the console, which takes no UTF-8, one line a message', async () => {
    const texts: string[] = [];
    const { sink, gone } = sinkOn((text, done) => {
      texts.push(text);
      done();
    });
    await sink([logRecord({ text: 'Grüße' }), logRecord({ text: '🐑' })]);
    expect(texts).toHaveLength(1);
    const lines = (texts[0] ?? '').split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Grüße');
    expect(lines[1]).toContain('🐑');
    expect(gone).toEqual([]);
  });

  it('waits for a console that is paused', async () => {
    const paused: Done[] = [];
    const { sink } = sinkOn((_, done) => void paused.push(done));
    let isWritten = false;
    const writing = Promise.resolve(sink([logRecord()])).then(() => {
      isWritten = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isWritten).toBe(false);
    paused[0]?.();
    await writing;
  });

  it('writes nothing more to a console that is gone', async () => {
    let writes = 0;
    const { sink, gone } = sinkOn((_, done) => {
      writes += 1;
      done(Object.assign(new Error('EOF'), { code: 'EOF' }));
    });
    await sink([logRecord()]);
    await sink([logRecord()]);
    expect([writes, gone]).toEqual([1, ['gone']]);
  });
});
