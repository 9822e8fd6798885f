/** The GPU process of the terminal. */
import { serveGpu } from './serve-gpu.ts';

await serveGpu();
