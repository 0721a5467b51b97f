import type { Language } from '../ports/language.ts';

/** Every language that Entente reads and speaks, loaded when it is used. The first is the one for which the house was built. */
export const languages: Readonly<Record<string, () => Promise<Language>>> = {
  'zh-CN': async () => (await import('./zh-cn/index.ts')).language,
  en: async () => (await import('./en/index.ts')).language,
};

/** All of them, that of the locale first. */
export async function loadLanguages(locale: string): Promise<readonly Language[]> {
  const loaded = await Promise.all(Object.values(languages).map((load) => load()));
  const spoken = (language: Language) => locale.split('-')[0] === language.tag.split('-')[0];
  return [...loaded.filter(spoken), ...loaded.filter((language) => !spoken(language))];
}
