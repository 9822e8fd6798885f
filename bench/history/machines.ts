/** The machines of the year that is built. */

export const MACHINES = 20;

/** The key of one of the machines at the Stratum server, from 0. */
export const machineKey = (index: number): string => `rig ${index}@192.168.1.${20 + index}`;
/** The id of one of the machines with an interface of its own, from 0. */
export const deviceId = (index: number): string => `device-${index}`;
