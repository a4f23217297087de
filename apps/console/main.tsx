import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import { antdLocale } from './app/antd-locale.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './app/api.js';
import { router } from './app/router.js';
import { SessionProvider } from './app/session.js';
import { theme } from './app/theme.js';
import './console.css';
import { locale } from './words/locale.js';

/** The page carries it; React and the component library write their styles with it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server has refused it refuses again.
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.problem.status < 500),
    },
  },
});

/** Dialogs lie here: on the body itself the library would lock the scroll by a style that the page's policy forbids. */
const overlays = document.createElement('div');
document.body.append(overlays);

document.documentElement.lang = locale() === 'zh' ? 'zh-CN' : 'en';
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the console');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider theme={theme} locale={antdLocale()} csp={{ nonce }} getPopupContainer={() => overlays} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
);

// A tab that was open while a newer version was installed asks for parts that are gone: the page is loaded anew.
window.addEventListener('vite:preloadError', () => window.location.reload());
