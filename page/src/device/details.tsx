import type { ComponentChildren } from 'preact';
import { attributeSpecs } from '../../../src/core/attributes.ts';
import { attributes, type Attribute } from '../../../src/core/home.ts';
import { colours, stateText, valueText } from '../describe.ts';
import { Dialog } from '../dialog.tsx';
import { followedDevice, home, type Followed } from '../home-store.ts';
import { Icon } from '../icons.tsx';
import { words } from '../words/index.ts';
import { Press, Select, Slider, Stepper, Switch } from './controls.tsx';
import { edited, opened } from './opened.ts';

/** Everything one device has and can, in a sheet. */
export function Details() {
  const followed = opened.value === undefined ? undefined : followedDevice(opened.value);
  if (!followed) return null;
  const device = followed.device.value;
  const { edit, device: said, home: place, kinds } = words.value;
  const room = home.value?.rooms.find(({ id }) => id === device.room)?.name ?? place.whole;
  const close = (): void => {
    opened.value = undefined;
  };
  return (
    <Dialog title={device.name} onClose={close}>
      <p class="muted">
        {room} · {kinds[device.kind]}
        {device.reachable && stateText(device, followed.values.value) !== '' && ` · ${stateText(device, followed.values.value)}`}
      </p>
      {!device.reachable && (
        <p class="offline-note">
          <Icon name="unplugged" /> {said.lastSeen}
        </p>
      )}
      <div class="rows">
        {attributes
          .filter((attribute) => attribute in followed.values.value)
          .map((attribute) => (
            <AttributeRow key={attribute} followed={followed} attribute={attribute} />
          ))}
        <Actions followed={followed} />
      </div>
      <button
        type="button"
        class="wide"
        onClick={() => {
          close();
          edited.value = device.id;
        }}
      >
        <Icon name="pencil" /> {edit.open}
      </button>
    </Dialog>
  );
}

function AttributeRow({ followed, attribute }: { readonly followed: Followed; readonly attribute: Attribute }) {
  const value = followed.values.value[attribute];
  return (
    <Row label={words.value.attributes[attribute]} value={valueText(attribute, value)}>
      <AttributeControl followed={followed} attribute={attribute} />
    </Row>
  );
}

function Row({ label, value, children }: { readonly label: string; readonly value?: string; readonly children: ComponentChildren }) {
  return (
    <div class="row">
      <div class="row-words">
        <span>{label}</span>
        {value !== undefined && <span class="muted">{value}</span>}
      </div>
      {children}
    </div>
  );
}

function AttributeControl({ followed, attribute }: { readonly followed: Followed; readonly attribute: Attribute }) {
  const device = followed.device.value;
  const spec = attributeSpecs[attribute];
  const { device: said } = words.value;
  if (spec.readOnly) return null;
  if (attribute === 'locked') {
    return (
      <div class="presses">
        <Press followed={followed} text={said.lock} icon="lock" attribute="locked" value={true} />
        <Press followed={followed} text={said.unlock} icon="unlock" attribute="locked" value={false} />
      </div>
    );
  }
  if (attribute === 'playback') {
    return (
      <div class="presses">
        <Press followed={followed} text={words.value.actions['previous-track'] ?? ''} icon="previous" action="previous-track" />
        <Press followed={followed} text={said.play} icon="play" attribute="playback" value="playing" />
        <Press followed={followed} text={said.pause} icon="pause" attribute="playback" value="paused" />
        <Press followed={followed} text={words.value.actions['next-track'] ?? ''} icon="next" action="next-track" />
      </div>
    );
  }
  if (attribute === 'activity') {
    return (
      <div class="presses">
        <Press followed={followed} text={said.start} icon="play" action={device.kind === 'lawn-mower' ? 'start-mowing' : 'start-cleaning'} />
        <Press followed={followed} text={said.pause} icon="pause" attribute="activity" value="paused" />
        <Press followed={followed} text={said.dock} icon="house" action="return-to-dock" />
      </div>
    );
  }
  if (spec.type === 'boolean') return <Switch followed={followed} attribute={attribute} {...(attribute === 'on' ? { label: device.name } : {})} />;
  if (attribute === 'targetTemperatureCelsius') return <Stepper followed={followed} attribute={attribute} />;
  if (spec.type === 'number') return <Slider followed={followed} attribute={attribute} />;
  return (
    <Select
      followed={followed}
      attribute={attribute}
      options={attribute === 'color' ? colours.filter((color) => color !== 'warm') : (device.options[attribute] ?? spec.words ?? [])}
    />
  );
}

function Actions({ followed }: { readonly followed: Followed }) {
  const { kind } = followed.device.value;
  const { device: said } = words.value;
  if (kind === 'scene' || kind === 'script') return <Press followed={followed} text={said.activate} icon="play" action="activate" />;
  if (kind === 'button') return <Press followed={followed} text={said.press} icon="dot" action="press" />;
  return null;
}
