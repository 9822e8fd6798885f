import type { ComponentType } from 'react';
import { BlocksPage } from '../pages/blocks/blocks-page.tsx';
import { DiagnosisPage } from '../pages/diagnosis/diagnosis-page.tsx';
import { HomePage } from '../pages/home/home-page.tsx';
import { MachinesPage } from '../pages/machines/machines-page.tsx';
import { NoticesPage } from '../pages/notices/notices-page.tsx';
import { LogsPage } from '../pages/logs/logs-page.tsx';
import { SettingsPage } from '../pages/settings/settings-page.tsx';
import { useTranslation } from '../stores/use-translation.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { Page } from '../stores/view-store.ts';
import { PAGE_NAMES } from './page-names.ts';
import { CrashNotice } from './banners/crash-notice.tsx';
import { HeldBackStart } from './banners/held-back-start.tsx';
import { UpdateNotice } from './banners/update-notice.tsx';
import { CloseDialog } from './dialogs/close-dialog.tsx';
import { FaultBoundary } from './fault/fault-boundary.tsx';
import { FoundBlockCard } from './found-block-card.tsx';
import styles from './frame.module.css';
import { MachineApproval } from './dialogs/machine-approval.tsx';
import { Palette } from './palette/palette.tsx';
import { Rail } from './rail.tsx';
import { SettingsFault } from './banners/settings-fault.tsx';
import { StatusStrip } from './status-strip.tsx';
import { UndoToast } from './undo/undo-toast.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const PAGE_COMPONENTS: Readonly<Record<Page, ComponentType>> = {
  home: HomePage,
  machines: MachinesPage,
  blocks: BlocksPage,
  notices: NoticesPage,
  logs: LogsPage,
  settings: SettingsPage,
  diagnosis: DiagnosisPage,
};

/** Rail, status strip and the page between them. */
export function Frame() {
  const page = useViewStore((view) => view.page);
  const { t } = useTranslation();
  useShortcuts();
  const Content = PAGE_COMPONENTS[page];
  return (
    <div className={styles.frame}>
      <Rail />
      <StatusStrip />
      <div className={styles.content}>
        <SettingsFault />
        <HeldBackStart />
        <CrashNotice />
        <UpdateNotice />
        <MachineApproval />
        <FoundBlockCard />
        <main className={styles.page} aria-label={t(PAGE_NAMES[page])}>
          <FaultBoundary key={page} place={page}>
            <Content />
          </FaultBoundary>
        </main>
      </div>
      <UndoToast />
      <Palette />
      <CloseDialog />
    </div>
  );
}
