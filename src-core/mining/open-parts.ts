/** What a start has opened: closed together, at a stop or when a later step of the start fails. */
import { detailOf, reasonOf } from '../system/thrown-reason.ts';
import type { Logger } from '../logging/logger.ts';
import { err } from '../result.ts';
import type { Result } from '../result.ts';
import type { StartError, StartStep } from './start-error.ts';

/** A part that could not be closed. The log has the stack. */
export interface CloseFault {
  readonly part: StartStep;
  readonly detail: string;
}

export interface OpenParts {
  /**
   * Opens a part and registers `close` for it. Never rejects: what `open` throws is logged and
   * becomes an `unexpected` error.
   */
  open<Part>(
    step: StartStep,
    open: () => Result<Part, StartError> | Promise<Result<Part, StartError>>,
    close: (part: Part) => unknown,
  ): Promise<Result<Part, StartError>>;
  /** Registers what closes a part that is opened later than its place in the order. */
  add(part: StartStep, close: () => unknown): void;
  /**
   * Closes all parts, the last one first. One that throws is logged, and the others are still
   * closed. Never rejects; later calls get the same promise.
   */
  close(): Promise<readonly CloseFault[]>;
  /** Closes all parts because a step failed. */
  abandon(error: StartError): Promise<Result<never, StartError>>;
}

/** Nothing is open yet. */
export function openParts(logger: Logger): OpenParts {
  const closers: { readonly part: StartStep; readonly close: () => unknown }[] = [];
  let closing: Promise<readonly CloseFault[]> | null = null;

  async function closeAll(): Promise<readonly CloseFault[]> {
    const faults: CloseFault[] = [];
    for (const { part, close } of closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        logger.error(`closing ${part} failed: ${detailOf(error)}`);
        faults.push({ part, detail: reasonOf(error) });
      }
    }
    return faults;
  }

  const parts: OpenParts = {
    async open(step, open, close) {
      try {
        const opened = await open();
        if (opened.ok) parts.add(step, () => close(opened.value));
        return opened;
      } catch (error) {
        logger.error(`opening ${step} failed: ${detailOf(error)}`);
        return err({ kind: 'unexpected', setting: null, step, detail: reasonOf(error) });
      }
    },
    add: (part, close) => void closers.push({ part, close }),
    close: () => (closing ??= closeAll()),
    async abandon(error) {
      await parts.close();
      return err(error);
    },
  };
  return parts;
}
