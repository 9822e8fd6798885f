/** Opens the page: styles, stores, screen. */
import '@mantine/core/styles.layer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './connection/connect.ts';
import { FaultBoundary } from './frame/fault/fault-boundary.tsx';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kit.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const system = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
document.documentElement.dataset['mantineColorScheme'] = system;

void connect();
createRoot(root).render(
  <StrictMode>
    <FaultBoundary place="window">
      <App />
    </FaultBoundary>
  </StrictMode>,
);
