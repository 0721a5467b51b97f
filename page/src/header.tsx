import { connection } from './events.ts';
import { home } from './home-store.ts';
import { Icon, type IconName } from './icons.tsx';
import { chooseTheme, isWide, shownPart, theme, type Theme } from './layout.ts';
import { chooseTongue, tongue, words } from './words/index.ts';

const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'half', light: 'sun', dark: 'moon' };
const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** Which home this is, whether it answers, and how the page looks and speaks. */
export function Header() {
  const isOpen = shownPart.value === 'connections';
  const { product, parts, theme: themes, otherLanguage, connection: states } = words.value;
  return (
    <header class="header">
      <div class="grow">
        <h1>{home.value?.name ?? product}</h1>
        <p class="connection" role="status" data-state={connection.value}>
          <i aria-hidden="true" /> {states[connection.value]}
        </p>
      </div>
      {isWide.value && (
        <button type="button" class="pill" aria-pressed={isOpen} onClick={() => (shownPart.value = isOpen ? 'home' : 'connections')}>
          <Icon name={isOpen ? 'close' : 'link'} size={18} /> {parts.connections}
        </button>
      )}
      <button type="button" class="pill" lang={tongue.value === 'zh' ? 'en' : 'zh-CN'} onClick={() => chooseTongue(tongue.value === 'zh' ? 'en' : 'zh')}>
        <Icon name="globe" size={18} /> {otherLanguage}
      </button>
      <button
        type="button"
        class="pill"
        aria-label={`${themes.title}：${themes[theme.value]}`}
        title={`${themes.title}：${themes[theme.value]}`}
        onClick={() => chooseTheme(nextTheme[theme.value])}
      >
        <Icon name={themeIcons[theme.value]} size={18} />
      </button>
    </header>
  );
}
