#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { understandLines } from './cli/understand.ts';
import { systemClock } from './core/system-clock.ts';
import { parseHome } from './home/parse.ts';
import { loadLanguages } from './languages/registry.ts';
import { createUnderstanding } from './understanding/readers.ts';

const { values } = parseArgs({ args: process.argv.slice(3), options: { home: { type: 'string' }, locale: { type: 'string' }, 'no-model': { type: 'boolean' } } });
const home = parseHome(JSON.parse(readFileSync(values.home ?? '', 'utf8')));
const understanding = createUnderstanding(await loadLanguages(values.locale ?? home.locale), systemClock);
understanding.prewarm(home);
process.exitCode = (await understandLines(understanding, home, process.stdin, process.stdout)) ? 1 : 0;
