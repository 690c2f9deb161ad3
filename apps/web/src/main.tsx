import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useCallback, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createRoutes } from './routes.js';
import { createQueries } from './session/session.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/print.css';
import { type ChangedText, ChangedTextContext } from './ui/changed-text.js';
import { UiProvider } from './ui/provider.js';
import { useShown } from './words/use-shown.js';
import { loadWords } from './words/words.js';

const queries = createQueries();
const routes = createRoutes();

function App() {
  const { language, t } = useShown();
  const changedText = useCallback<ChangedText>((names) => t('live.changed', { what: names.join('، ') }), [t]);
  // Sentences of the API come in the language of the page.
  useEffect(() => () => void queries.invalidateQueries(), [language]);
  return (
    <QueryClientProvider client={queries}>
      <UiProvider language={language}>
        <ChangedTextContext value={changedText}>
          <RouterProvider router={routes} />
        </ChangedTextContext>
      </UiProvider>
    </QueryClientProvider>
  );
}

await loadWords();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
