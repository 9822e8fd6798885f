/** `node write-year.ts <file>`: a year of 20 machines that ends now, for a program that is not started yet. */
import { buildYear } from './year.ts';

buildYear(process.argv[2] ?? 'history.db', Math.floor(Date.now() / 1000));
