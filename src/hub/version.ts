import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** The version in package.json, which lies beside `src/` and `dist/`. */
export const version: string = v.parse(
  v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() })),
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;
