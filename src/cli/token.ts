import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '../web/secrets.ts';

/** The hub's token, `DIR/token`, mode 0600; made where it is missing. The folder is locked by the caller, so nobody else makes one. */
export function tokenIn(folder: string): string {
  const path = join(folder, 'token');
  const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (kept === '') {
    // Whole or not at all: a half token after a crash would be a weak one.
    writeFileSync(`${path}.new`, `${newSecret()}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  chmodSync(path, 0o600);
  return kept === '' ? readFileSync(path, 'utf8').trim() : kept;
}
