/** What tests of update streams share. */
import { createLog } from '../../logging/logger.ts';
import type { LogRecord } from '../../logging/log-record.ts';
import type { Logger } from '../../logging/logger.ts';
import type { NodeEvent } from '../node-events.ts';
import { clientOf, closeAfterTest, collector, logger } from './node-test.ts';
import type { Collector } from './node-test.ts';
import { createUpdateStreams } from '../updates/update-stream.ts';
import type { UpdateStreamOptions, UpdateStreams } from '../updates/update-stream.ts';

/** Streams of a node, closed after the test. */
export function streamsOf(
  node: { readonly address: string },
  events: (event: NodeEvent) => void,
  changes: Partial<UpdateStreamOptions> = {},
): UpdateStreams {
  const streams = createUpdateStreams({
    client: clientOf(node.address),
    version: 'scripted',
    logger,
    onEvent: events,
    onCutHint: () => undefined,
    random: () => 0,
    ...changes,
  });
  closeAfterTest(streams);
  return streams;
}

/** A log at level info, as in everyday use. */
export function collectedLog(): {
  logger: Logger;
  next: (fits: (record: LogRecord) => boolean) => Promise<LogRecord>;
  lines: () => Promise<string[]>;
} {
  const records = collector<LogRecord>();
  const log = createLog({ level: 'info', sink: (batch) => batch.forEach(records.add) });
  const lines = async (): Promise<string[]> => {
    await log.flush();
    return records.all.map(({ level, text }) => `${level} ${text}`);
  };
  return { logger: log.logger, next: records.next, lines };
}
/** Closed streams among the events that closed with an error. */
export const errorsIn = ({ all }: Collector<NodeEvent>): NodeEvent[] =>
  all.filter((event) => event.type === 'stream-closed' && event.error !== null);
