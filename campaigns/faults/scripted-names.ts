/** The resolver of this process, as far as one name is concerned. */
import dns from 'node:dns';

interface ScriptedNames {
  /** Lookups of the name fail in this way from now on; null finds it. */
  fail(code: 'ENOTFOUND' | 'EAI_AGAIN' | null): void;
}

/** Finds `name` at `address`, until it is to fail. Connections of Node ask `dns.lookup`. */
export function scriptNames(name: string, address: string): ScriptedNames {
  const real = dns.lookup;
  let failure: string | null = null;
  const lookup = (asked: string, options: dns.LookupOptions, tell: Answered): void => {
    if (asked !== name) {
      (real as (...args: unknown[]) => void)(asked, options, tell);
      return;
    }
    const error =
      failure === null
        ? null
        : Object.assign(new Error(`getaddrinfo ${failure} ${name}`), { code: failure });
    const found = { address, family: 4 };
    process.nextTick(() => {
      if (error !== null) tell(error);
      else if (options.all === true) tell(null, [found]);
      else tell(null, found.address, found.family);
    });
  };
  dns.lookup = lookup as typeof dns.lookup;
  return { fail: (code) => void (failure = code) };
}

type Answered = (error: Error | null, ...found: unknown[]) => void;
