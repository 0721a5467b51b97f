import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Where `npm run dev`-like sessions find a running hub; only used by `vite` as a server, never by the build. */
const hub = process.env.ENTENTE_URL ?? 'http://127.0.0.1:8787';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/page', import.meta.url)),
    emptyOutDir: true,
    // Inlined files would be `data:` addresses, which the page's content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': hub, '/sign-in': hub } },
});
