/** The API as whoever is signed in in this browser, also while the tab acts in a rehearsal: its clock is the administrator's. */
import { createApiClient } from '../../api/client.js';
import { locale } from '../words/locale.js';

export const own = createApiClient({
  baseUrl: window.location.origin,
  fetch: (request) => {
    const asked = new Request(request);
    asked.headers.set('accept-language', locale());
    return fetch(asked);
  },
});
