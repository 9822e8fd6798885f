/** Every door, by name: where something comes in that others wrote. */
import type { Door } from './door.ts';

const DOORS: Readonly<Record<string, () => Promise<Door>>> = {
  'stratum-lines': async () => (await import('./doors/stratum-lines.ts')).stratumLines,
  'stratum-sessions': async () => (await import('./doors/stratum-sessions.ts')).stratumSessions,
  subscriptions: async () => (await import('./doors/subscriptions.ts')).subscriptions,
  'slow-peers': async () => (await import('./doors/slow-peers.ts')).slowPeers,
  'proxy-headers': async () => (await import('./doors/proxy-headers.ts')).proxyHeaders,
  headers: async () => (await import('./doors/headers.ts')).headers,
  'node-answers': async () => (await import('./doors/node-answers.ts')).nodeAnswers,
  'node-connections': async () => (await import('./doors/node-connections.ts')).nodeConnections,
  'update-streams': async () => (await import('./doors/update-streams.ts')).updateStreams,
  configurations: async () => (await import('./doors/configurations.ts')).configurations,
  'command-lines': async () => (await import('./doors/command-lines.ts')).commandLines,
  'page-requests': async () => (await import('./doors/page-requests.ts')).pageRequests,
  'metrics-server': async () => (await import('./doors/http-servers.ts')).metricsServer,
  'on-demand-server': async () => (await import('./doors/http-servers.ts')).onDemandServer,
  'practice-server': async () => (await import('./doors/http-servers.ts')).practiceServer,
  'machine-answers': async () => (await import('./doors/machine-answers.ts')).machineAnswers,
  'machine-connections': async () =>
    (await import('./doors/machine-connections.ts')).machineConnections,
  'machine-names': async () => (await import('./doors/machine-names.ts')).machineNames,
  'external-output': async () => (await import('./doors/external-output.ts')).externalOutput,
  'giant-texts': async () => (await import('./doors/giant-texts.ts')).giantTexts,
};

export const DOOR_NAMES: readonly string[] = Object.keys(DOORS);

/** @throws when there is no door of that name */
export function loadDoor(name: string): Promise<Door> {
  const load = DOORS[name];
  if (load === undefined) throw new Error(`there is no door ${name}`);
  return load();
}
