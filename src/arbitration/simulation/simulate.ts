import { generate } from './generate.ts';
import { judge } from './oracle.ts';
import type { Verdict } from './oracle.ts';
import { play } from './play.ts';

/** One seed, played and judged. */
export interface Played extends Verdict {
  readonly seed: number;
  /** What happened, a line each; empty unless it was asked for. */
  readonly story: readonly string[];
}

/** Plays the story of a seed with the hub's own modules and compares it with the truth. The same seed gives the same, byte for byte. */
export async function simulate(seed: number, { without = new Set(), tells = false }: { without?: ReadonlySet<number>; tells?: boolean } = {}): Promise<Played> {
  const plan = generate(seed);
  const history = await play(plan, without, tells);
  return { seed, story: history.story, ...judge(history) };
}
