/** The machines of the year that is built. */

export const MACHINES = 20;

/** What one of the machines at the Stratum server calls itself, from 0. */
export const rigName = (index: number): string => `rig${index}`;
/** Its key. Its address is this computer's, so that a scripted machine of that name has its history. */
export const machineKey = (index: number): string => `${rigName(index)}@127.0.0.1`;
/** The id of one of the machines with an interface of its own, from 0. */
export const deviceId = (index: number): string => `device-${index}`;
