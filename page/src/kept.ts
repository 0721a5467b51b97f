/** What this browser remembers for the person: language, appearance, the room they are in. A browser that keeps nothing is no error. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`entente.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers; `undefined` forgets. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`entente.${name}`);
    else localStorage.setItem(`entente.${name}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
