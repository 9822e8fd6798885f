/** At which readings a machine is complained of, and at which it is well again. */

/**
 * °C. Goldshell's firmware stops hashing when a chip reaches 100 °C, and 95 °C is the sign of it coming
 * (https://d-central.tech/asic-troubleshooting/goldshell-temperature-monitor-trigger/). Sensors on boards
 * show some 10 °C less; Antminers stop when theirs reach 75 to 90 °C, by model
 * (https://d-central.tech/asic-operating-temperature/).
 */
export const HOT_CELSIUS = { chip: 95, board: 85 } as const;
/** °C below its limit at which a part has cooled. */
export const COOLED_CELSIUS = 5;

/** Parts of what the label says. Makers promise it to 5 or 10 %, and rates swing by 5 %. */
export const SLOW_SHARE = 0.8;
export const FAST_AGAIN_SHARE = 0.85;

/** Parts of all results. Chips that are well make less than 1 %. */
export const ERROR_SHARE = 0.05;
export const FINE_ERROR_SHARE = 0.03;
/** A part of fewer errors than these says little. */
export const ENOUGH_ERRORS = 20;
