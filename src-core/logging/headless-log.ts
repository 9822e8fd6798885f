/** The log of a program without a window: to the terminal and, if set, to a file. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { openLogFile } from './log-file.ts';
import { formatLogJson } from './log-json.ts';
import type { LogSetting } from './log-record.ts';
import { createLog } from './logger.ts';
import type { Log, LogSink } from './logger.ts';
import { queueBefore } from './queued-sink.ts';
import { sayOnStderr } from './stderr-line.ts';
import { openTerminalSink } from './terminal-sink.ts';
import { reasonOf } from '../system/thrown-reason.ts';

interface HeadlessLogOptions {
  readonly logLevel: LogSetting;
  readonly logFormat: 'text' | 'json';
  /** Null for the terminal alone. */
  readonly logFile: string | null;
  /** Called when the reader of stdout is gone, and there is no log file. */
  readonly onTerminalGone: () => void;
  /** The descriptor of stdout, where it is another than the process's. */
  readonly stdout?: number;
}

/**
 * Opens the log; the failure is a sentence about the file. If the file cannot be written later on,
 * that is reported once on stderr, and the terminal continues.
 */
export async function openHeadlessLog(options: HeadlessLogOptions): Promise<Result<Log, string>> {
  const { logLevel, logFormat, logFile, onTerminalGone, stdout } = options;
  const output = { format: logFormat, ...(stdout !== undefined && { stdout }) };
  if (logFile === null) {
    const sink = openTerminalSink({ ...output, onGone: onTerminalGone });
    return ok(createLog({ level: logLevel, sink }));
  }
  const file = openLogFile({
    path: logFile,
    ...(logFormat === 'json' && { format: formatLogJson }),
  });
  try {
    await file.write([]);
  } catch (error) {
    return err(`log file ${logFile} cannot be written: ${reasonOf(error)}`);
  }
  const terminal = openTerminalSink({
    ...output,
    onGone: () => log.logger.warn('the reader of stdout is gone: the log continues in its file'),
  });
  let isFailing = false;
  // A terminal that is paused must not hold up the file.
  const queued = queueBefore(terminal);
  const sink: LogSink = async (batch) => {
    queued.take(batch);
    try {
      await file.write(batch);
      isFailing = false;
    } catch (error) {
      if (!isFailing) sayOnStderr(`log file ${logFile}: ${reasonOf(error)}`);
      isFailing = true;
    }
  };
  const log = createLog({ level: logLevel, sink });
  return ok({
    ...log,
    async flush() {
      await log.flush();
      await queued.flush();
    },
  });
}
