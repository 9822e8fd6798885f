import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { TaskPage } from '../../../components/machines/task-page.tsx';
import { openMachine, showMachines } from '../../../stores/machine-list-store.ts';
import { useHasMachines } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ArrivingMachines } from './arriving-machines.tsx';
import { FindOffer } from './find-offer.tsx';
import { ConnectHints } from './connect-hints.tsx';
import { ConnectValues } from './connect-values.tsx';
import { ServerState } from './server-state.tsx';
import { useConnectAddresses } from './use-connect-addresses.ts';

/** How a machine is connected: what to enter, whether it connects, and what may prevent it. */
export function ConnectPanel() {
  const { t } = useTranslation();
  const hasMachines = useHasMachines();
  const addresses = useConnectAddresses();
  const back = (): void => {
    openMachine(null);
    showMachines('list');
  };
  return (
    <TaskPage
      title={t('connect.title')}
      about={t('connect.introduction')}
      buttons={hasMachines && <Button onClick={back}>{t('connect.showAll')}</Button>}
    >
      <ServerState />
      <FindOffer />
      <ConnectValues addresses={addresses} />
      <Panel title={t('connect.arriving.title')}>
        <ArrivingMachines />
      </Panel>
      <Panel title={t('connect.hints.title')}>
        <ConnectHints addresses={addresses} />
      </Panel>
    </TaskPage>
  );
}
