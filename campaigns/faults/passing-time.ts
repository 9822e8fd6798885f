/** Lets time pass: for faults that last, and answers that are late. Never a wait for something to happen. */
export { setTimeout as passes } from 'node:timers/promises';
