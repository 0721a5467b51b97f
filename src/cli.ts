#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { beSlim } from './cli/slim.ts';

// A batch is over soon and may be quick instead.
if (process.argv[2] === 'start') beSlim(process.argv, process.env);

// Compiled code is kept from one start to the next: half of a start is compiling.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? tmpdir(), `entente-${userInfo().uid}`));

// The clock's timers hold no process open, and a command that waits for one is not done.
const open = setInterval(() => undefined, 2 ** 30);
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
clearInterval(open);
