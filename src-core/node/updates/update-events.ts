/**
 * Parses a node's update stream: server-sent events as the HTML standard defines them
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html), with one difference: a node's
 * events have a name but no data, and still count.
 */
import { MAX_UPDATE_LINE } from '../node-limits.ts';

/** `new-cut`: there is new work for the chain; `refreshed`: the same work with newer contents. */
export type UpdateKind = 'new-cut' | 'refreshed';

/**
 * Creates a parser that takes chunks of bytes as they arrive. Any event but `Refreshed Block` counts
 * as a new cut, as with nodes before 2.24.1 and other miners; an event has a name or data.
 */
export function createUpdateParser(
  onUpdate: (kind: UpdateKind) => void,
): (chunk: Uint8Array) => void {
  // It drops a leading byte order mark, and no later one.
  const decoder = new TextDecoder();
  let rest = '';
  let endedWithCr = false;
  let name = '';
  let hasData = false;

  function takeLine(line: string): void {
    if (line === '') {
      if (name !== '' || hasData) onUpdate(name === 'Refreshed Block' ? 'refreshed' : 'new-cut');
      name = '';
      hasData = false;
      return;
    }
    // A comment has an empty field name.
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    if (field === 'data') hasData = true;
    if (field === 'event') name = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  }

  return (chunk) => {
    let text = decoder.decode(chunk, { stream: true });
    if (text === '') return;
    // A line that ended with the CR of the chunk before must not end again.
    if (endedWithCr && text.startsWith('\n')) text = text.slice(1);
    endedWithCr = text.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '').slice(0, MAX_UPDATE_LINE);
    for (const line of lines) takeLine(line);
  };
}
