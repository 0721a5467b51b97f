import { useEffect } from 'preact/hooks';
import { playing } from '../device/opened.ts';
import { home } from '../home-store.ts';
import { isWide } from '../layout.ts';
import { words } from '../words/index.ts';
import { HomeAssistant } from './assistant.tsx';
import { Genie } from './genie.tsx';
import { HomeKit } from './homekit.tsx';
import { Section } from './parts.tsx';
import { Preferences } from './preferences.tsx';
import { Reach } from './reach.tsx';
import { loadConnections, pairing } from './store.ts';

/** A phone that pairs, or a Home Assistant that comes back, is told by nobody: so often it is looked at while somebody looks. */
const lookEveryMs = 3_000;

/** Who may command this home, what it is connected to, and whose word counts. */
export function ConnectionsView() {
  const { connections: said } = words.value;
  const here = home.value;
  useEffect(() => void loadConnections(), [here]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void loadConnections(), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  if (pairing.value === undefined) return <p class="empty">{said.loading}</p>;
  // One below the other, what is connected comes first; side by side, the columns are of one height.
  return isWide.value ? (
    <div class="connections">
      <div class="connections-column">
        <HomeKit />
        <Reach />
      </div>
      <div class="connections-column">
        <Genie />
        <Demonstration />
      </div>
      <div class="connections-column">
        <HomeAssistant />
        <Preferences />
      </div>
    </div>
  ) : (
    <div class="connections">
      <HomeKit />
      <Genie />
      <HomeAssistant />
      <Reach />
      <Preferences />
      <Demonstration />
    </div>
  );
}

function Demonstration() {
  const { duet } = words.value;
  return (
    <Section title={duet.title} icon="talk">
      <p>{duet.hint}</p>
      <button type="button" class="wide" onClick={() => (playing.value = true)}>
        {duet.open}
      </button>
    </Section>
  );
}
