import { useEffect } from 'react';
import { findMachine } from '../../stores/joined-machines.ts';
import { useMachineListStore } from '../../stores/machine-list-store.ts';
import { useHasMachines } from '../../stores/miner-store.ts';
import { ComparePage } from './compare/compare-page.tsx';
import { ConfigurePanel } from './configure/configure-panel.tsx';
import { ConnectPanel } from './connect/connect-panel.tsx';
import { MachineDetail } from './detail/machine-detail.tsx';
import { FindPanel } from './find/find-panel.tsx';
import { MachineListView } from './machine-list-view.tsx';
import { useJoinedMachines } from './use-listed-machines.ts';

/** The machines, how to connect or find some, or one that is open. How to begin while there are none. */
export function MachinesPage() {
  const machines = useJoinedMachines();
  const opened = useMachineListStore((list) => list.opened);
  const wanted = useMachineListStore((list) => list.view);
  const isEmpty = !useHasMachines();
  useEffect(() => {
    // It stays open while the first machine arrives, and until the page is left.
    if (isEmpty && wanted === null) useMachineListStore.setState({ view: 'connect' });
  }, [isEmpty, wanted]);
  useEffect(() => () => useMachineListStore.setState({ view: null }), []);

  const machine = findMachine(machines, opened);
  if (machine !== undefined) return <MachineDetail key={opened} machine={machine} />;
  const view = wanted ?? (isEmpty ? 'connect' : 'list');
  if (view === 'find') return <FindPanel />;
  if (view === 'configure') return <ConfigurePanel />;
  if (view === 'compare') return <ComparePage machines={machines} />;
  if (view === 'connect' || (view === 'list' && isEmpty)) return <ConnectPanel />;
  return <MachineListView />;
}
