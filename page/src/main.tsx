import { effect } from '@preact/signals';
import { render } from 'preact';
import { signedIn } from './call.ts';
import { App } from './app.tsx';
import { followHub } from './events.ts';
import { home, loadHome } from './home-store.ts';
import { words } from './words/index.ts';

effect(() => {
  const name = home.value?.name;
  document.title = name === undefined ? words.value.product : `${name} · ${words.value.product}`;
});

const root = document.getElementById('app');
if (root) render(<App />, root);
// Asks first, so that a browser that is not signed in opens no stream that cannot work; a hub that does not answer is waited for.
void loadHome()
  .catch(() => undefined)
  .then(() => signedIn.value !== false && followHub());
