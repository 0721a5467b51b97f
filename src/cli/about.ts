import { version } from '../hub.ts';
import { dataFolderOf, type Command } from './context.ts';
import { optionsOf } from './options.ts';

/** `entente about`. */
export const command: Command = {
  usage: 'entente about [--data DIR] [--json]',
  run: async (args, { env, out, say }) => {
    const { values } = optionsOf(args, { data: { type: 'string' }, json: { type: 'boolean' } }, 0);
    const facts = { version, node: process.versions.node, folder: dataFolderOf(values.data, env) };
    out(values.json ? JSON.stringify({ ...facts, license: 'Apache-2.0' }) : say('about-text', facts));
    return 0;
  },
};
