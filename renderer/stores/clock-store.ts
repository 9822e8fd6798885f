/** The time of day once a second, for everything that says how long ago something was. */
import { create } from 'zustand';

export const useClockStore = create<{ readonly nowMs: number }>(() => ({ nowMs: Date.now() }));

/** Sets the clock. Called once a second. */
export function tick(nowMs: number): void {
  useClockStore.setState({ nowMs });
}
