/** What the Machines page shows: which machine is open, how the list is sorted. */
import { create } from 'zustand';
import { openPage } from './view-store.ts';

/** The columns of the list, from left to right. */
export type MachineColumn =
  'name' | 'state' | 'rate' | 'level' | 'accepted' | 'rejected' | 'lastShare';

export interface MachineSorting {
  readonly column: MachineColumn;
  readonly descending: boolean;
}

interface MachineListStore {
  /** Key of the machine that is open; null while the list is shown. */
  readonly opened: string | null;
  /** The panel that explains how to connect one; null leaves it to whether there are any. */
  readonly connecting: boolean | null;
  readonly sorting: MachineSorting;
}

export const useMachineListStore = create<MachineListStore>(() => ({
  opened: null,
  connecting: null,
  // Those that need attention first.
  sorting: { column: 'state', descending: false },
}));

/** Opens a machine, or the list with null. */
export function openMachine(key: string | null): void {
  useMachineListStore.setState({ opened: key });
}

/** Shows the panel for connecting a machine, or the list. */
export function showConnecting(connecting: boolean): void {
  useMachineListStore.setState({ connecting, opened: null });
}

/** Sorts by a column; by the same one again the other way round. */
export function sortMachinesBy(column: MachineSorting['column']): void {
  useMachineListStore.setState(({ sorting }) => ({
    sorting:
      sorting.column === column
        ? { column, descending: !sorting.descending }
        : { column, descending: false },
  }));
}

/** Goes to the Machines page and opens the machine with this device id. */
export function openDevice(device: string): void {
  openPage('machines');
  useMachineListStore.setState({ opened: deviceKey(device) });
}

/** The key under which the list opens a machine that is known by its own interface. */
export function deviceKey(device: string): string {
  return `device ${device}`;
}
