/** The web pages of a simulated machine, asked without a connection. */
import type { WebRoutes } from '../interfaces/web-server.ts';
import { noFaults } from '../machine/faults.ts';
import { KIND_TRAITS } from '../machine/kinds.ts';
import type { SimulatedKind } from '../machine/kinds.ts';
import { createMachine } from '../machine/machine.ts';
import type { Machine } from '../machine/machine.ts';

/** What is in its settings at first. */
export const OLD = { url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'p' };
/** A pool as the pages have it, and as it is kept then. */
export const entry = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:7', user, pass: 'x' });
export const kept = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:7', user, password: 'x' });

/** One that is up and mines for none. */
export function machineOf(kind: SimulatedKind): Machine {
  return createMachine({
    ...{ ...KIND_TRAITS[kind], host: '127.0.0.7', mac: '02:00:00:00:00:0a', pools: [OLD] },
    ...{ faults: noFaults(), dutyCycle: 0, retryMs: 1_000 },
  });
}

/** Asks `GET /path?query`: what is answered, or the status where that is not 200. */
export function asking(routes: WebRoutes) {
  return (what: string, body: unknown = '', headers: Record<string, string> = {}) => {
    const [method = '', url = ''] = what.split(' ');
    const [path = '', search] = url.split('?');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const query = new URLSearchParams(search);
    const answer = routes({ method, path, query, url, headers, body: text });
    if (answer === 'cut') return answer;
    answer.afterwards?.();
    return answer.status === 200 ? answer.body : answer.status;
  };
}
