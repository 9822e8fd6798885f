/** Where in Settings a refused Start can be mended. */

const FIELDS: readonly (readonly [about: RegExp, field: string])[] = [
  [/^Metrics /, 'metricsPort'],
  [/on-demand/i, 'onDemandPort'],
  [/Stratum interface|own addresses/, 'stratumInterface'],
  [/Stratum port/, 'stratumPort'],
  [/stratumDifficulty/, 'stratumDifficulty'],
  [/external program/, 'externalWorkerCommand'],
  [/public key/i, 'publicKey'],
];

/** Name of the setting that a refusal speaks of; the node's address where it names none. */
export function refusedField(refusal: string): string {
  return FIELDS.find(([about]) => about.test(refusal))?.[1] ?? 'node';
}
