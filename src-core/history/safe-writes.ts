/** Carries out a change of the history's file. */
export type Write = (change: () => unknown) => void;

/** Conditions of disk and file that are nobody's mistake here, and may pass. */
const PASSING = /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|CORRUPT)/;

/**
 * Writes that do not end mining when the disk is full or the file locked: that is told once, until
 * a write succeeds again, and the change is lost. Whatever else goes wrong is thrown.
 */
export function safeWrites(onFault: (message: string) => void): Write {
  let isFailing = false;
  return (change) => {
    try {
      change();
      isFailing = false;
    } catch (error) {
      if (!isDiskFault(error)) throw error;
      if (!isFailing) onFault(`The history cannot be written (${error.message}). Mining goes on.`);
      isFailing = true;
    }
  };
}

function isDiskFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && PASSING.test(String(error.code));
}
