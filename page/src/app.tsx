import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Alerts } from './alerts.tsx';
import { signedIn } from './call.ts';
import { ConfirmDialog } from './confirm.tsx';
import { ConnectionsView } from './connections/view.tsx';
import { Details } from './device/details.tsx';
import { DuetDialog } from './duet.tsx';
import { EditDialog } from './edit.tsx';
import { Header } from './header.tsx';
import { HomeView } from './home-view.tsx';
import { Icon, type IconName } from './icons.tsx';
import { isWide, parts, shownPart, tabs, type Part } from './layout.ts';
import { ReceiptDialog } from './receipt.tsx';
import { RoomsDialog } from './rooms.tsx';
import { SignIn } from './sign-in.tsx';
import { TalkView } from './talk-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { ringing } from './timers-store.ts';
import { TimersView } from './timers-view.tsx';
import { words } from './words/index.ts';

const views: Readonly<Record<Part, () => ComponentChildren>> = {
  home: () => <HomeView />,
  talk: () => <TalkView />,
  timers: () => <TimersView />,
  decisions: () => <TimelineView />,
  connections: () => <ConnectionsView />,
};

const icons: Readonly<Record<Part, IconName>> = { home: 'house', talk: 'talk', timers: 'clock', decisions: 'feed', connections: 'link' };

/** The whole page: columns where there is room for them, tabs where there is not. */
export function App() {
  if (signedIn.value === false) return <SignIn />;
  return (
    <div class="app" data-wide={isWide.value}>
      <a class="skip" href="#main">
        {words.value.skip}
      </a>
      <Header />
      <Alerts />
      {isWide.value ? shownPart.value === 'connections' ? <Panel /> : <Columns /> : <Tabs />}
      <Details />
      <EditDialog />
      <RoomsDialog />
      <DuetDialog />
      <ReceiptDialog />
      <ConfirmDialog />
    </div>
  );
}

function Columns() {
  return (
    <main id="main" class="columns" tabIndex={-1}>
      {parts.map((part) => (
        <section key={part} class={`part part-${part}`} aria-label={words.value.parts[part]}>
          <h2>{words.value.parts[part]}</h2>
          <div class="part-body">{views[part]()}</div>
        </section>
      ))}
    </main>
  );
}

/** What is not always looked at, in the place of the columns. */
function Panel() {
  return (
    <main id="main" class="panel" tabIndex={-1}>
      <h2>{words.value.connections.title}</h2>
      <ConnectionsView />
    </main>
  );
}

function Tabs() {
  const buttons = useRef(new Map<Part, HTMLButtonElement>());
  const move = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(shownPart.value);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const part = next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length];
    if (part === undefined) return;
    event.preventDefault();
    shownPart.value = part;
    buttons.current.get(part)?.focus();
  };
  return (
    <>
      <main id="main" tabIndex={-1}>
        <div class={`part part-${shownPart.value}`} role="tabpanel" id="panel" aria-labelledby={`tab-${shownPart.value}`}>
          <h2 class="visually-hidden">{words.value.parts[shownPart.value]}</h2>
          {views[shownPart.value]()}
        </div>
      </main>
      <nav class="tabs" aria-label={words.value.product}>
        <div role="tablist" onKeyDown={move}>
          {tabs.map((part) => (
            <button
              key={part}
              ref={(element) => {
                if (element) buttons.current.set(part, element);
              }}
              type="button"
              role="tab"
              id={`tab-${part}`}
              aria-controls="panel"
              aria-selected={shownPart.value === part}
              tabIndex={shownPart.value === part ? 0 : -1}
              onClick={() => (shownPart.value = part)}
            >
              <Icon name={icons[part]} size={22} />
              <span>{words.value.parts[part]}</span>
              {part === 'timers' && ringing.value.length > 0 && <i class="mark" aria-hidden="true" />}
            </button>
          ))}
        </div>
      </nav>
    </>
  );
}
