import type { Played } from './simulate.ts';

/** What many seeds came to. */
export interface Tally {
  readonly seeds: number;
  /** In how many stories an utterance acted twice, a wish was lost, a decision was late. */
  readonly double: number;
  readonly lost: number;
  readonly late: number;
  /** Stories that nobody could tell apart, by what was made of them. */
  readonly merged: number;
  readonly apart: number;
  readonly failed: readonly { readonly seed: number; readonly findings: readonly string[] }[];
}

export function tallyOf(played: readonly Played[]): Tally {
  const count = (fits: (one: Played) => boolean): number => played.filter(fits).length;
  return {
    seeds: played.length,
    double: count(({ double }) => double.length > 0),
    lost: count(({ lost }) => lost.length > 0),
    late: count(({ late }) => late.length > 0),
    merged: count(({ indistinct }) => indistinct === 'merged'),
    apart: count(({ indistinct }) => indistinct === 'apart'),
    failed: played.flatMap(({ seed, double, lost, late }) => {
      const findings = [...double.map((what) => `double: ${what}`), ...lost.map((what) => `lost: ${what}`), ...late.map((what) => `late: ${what}`)];
      return findings.length === 0 ? [] : [{ seed, findings }];
    }),
  };
}
