/** What the Machines page shows: the list or a panel, which machine is open, how the list is sorted. */
import { create } from 'zustand';
import { deviceKey } from './joined-machines.ts';
import { hasMachines } from './miner-store.ts';
import { openPage } from './view-store.ts';

/** The columns of the list, from left to right. */
export type MachineColumn =
  'name' | 'state' | 'rate' | 'temperature' | 'level' | 'accepted' | 'rejected' | 'lastShare';

export interface MachineSorting {
  readonly column: MachineColumn;
  readonly descending: boolean;
}

/** The list, how to connect one by hand, the search for machines, pointing machines at Heddle, or comparing some. */
export type MachinesView = 'list' | 'connect' | 'find' | 'configure' | 'compare';

interface MachineListStore {
  /** Key of the machine that is open; null while none is. */
  readonly opened: string | null;
  /** Null leaves it to whether there are any machines. */
  readonly view: MachinesView | null;
  /** Ids of the devices that were chosen to be pointed at Heddle. */
  readonly chosen: readonly string[];
  /** Key of the machine that is compared with others. */
  readonly compareWith: string | null;
  /** Keys of the machines that are compared; null until the user has chosen. */
  readonly compared: readonly string[] | null;
  readonly sorting: MachineSorting;
  /** What is looked for in the list; empty for all. */
  readonly search: string;
  /** Whether machines that have left are listed. */
  readonly showsGone: boolean;
  /** Departures that the user knows of, each as `departureOf` names it. */
  readonly meantToGo: ReadonlySet<string>;
}

export const useMachineListStore = create<MachineListStore>(() => ({
  opened: null,
  view: null,
  chosen: [],
  compareWith: null,
  compared: null,
  // Those that need attention first.
  sorting: { column: 'state', descending: false },
  search: '',
  showsGone: true,
  meantToGo: new Set(),
}));

/** Opens a machine, or what was there before with null. */
export function openMachine(key: string | null): void {
  useMachineListStore.setState({ opened: key });
}

/** Goes to the Machines page and opens the machine with this device id. */
export function openDevice(device: string): void {
  openPage('machines');
  openMachine(deviceKey(device));
}

/** Goes to the list of machines, from another panel of its page too. How to connect one where there is none. */
export function openMachines(): void {
  openPage('machines');
  useMachineListStore.setState({ view: hasMachines() ? 'list' : null, opened: null });
}

/** Shows the list or one of the panels. */
export function showMachines(view: MachinesView): void {
  useMachineListStore.setState({ view, opened: null });
}

/** Shows the plan to point these devices at Heddle. */
export function planToUseHeddle(devices: readonly string[]): void {
  useMachineListStore.setState({ view: 'configure', opened: null, chosen: devices });
}

/** Shows the hash rate of this machine beside those of others. */
export function compareWith(machine: string): void {
  useMachineListStore.setState({
    view: 'compare',
    opened: null,
    compareWith: machine,
    compared: null,
  });
}

/** Chooses the machines that are compared. */
export function compareMachines(compared: readonly string[]): void {
  useMachineListStore.setState({ compared });
}

/** Lists the machines that this text finds. */
export function searchMachines(search: string): void {
  useMachineListStore.setState({ search });
}

/** Lists machines that have left, or leaves them out. */
export function showGone(showsGone: boolean): void {
  useMachineListStore.setState({ showsGone });
}

/** A machine that left at a time, ms since the Unix epoch: when it is back and leaves again, that is another one. */
export interface Departure {
  readonly key: string;
  readonly atMs: number;
}

/** A name for a departure. */
export function departureOf({ key, atMs }: Departure): string {
  return `${key} ${atMs}`;
}

/** The user switched these machines off: that they are gone is no news. */
export function meanToGo(departures: readonly Departure[]): void {
  useMachineListStore.setState(({ meantToGo }) => ({
    meantToGo: new Set([...meantToGo, ...departures.map(departureOf)]),
  }));
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
