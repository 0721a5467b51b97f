import type { Device, Home, Kind } from '../core/home.ts';

/** A few sentences that work in this home: its own rooms and devices, each of another kind, in the person's language. */
export function examplesIn(home: Home, locale: string = home.locale): readonly string[] {
  const isChinese = locale.startsWith('zh');
  const said = isChinese ? chinese : english;
  // What is named in two languages is called as this one does.
  const nameOf = ({ name, aliases }: Named): string => [name, ...aliases].find((one) => /\p{Script=Han}/u.test(one) === isChinese) ?? name;
  const first = (...kinds: readonly Kind[]): Device | undefined =>
    home.devices.find(({ kind, state }) => kinds.includes(kind) && Object.keys(state).length > 0);
  const lit = home.devices.find(({ kind, room }) => kind === 'light' && room !== undefined);
  const room = home.rooms.find(({ id }) => id === lit?.room);
  const dimmable = home.devices.find(({ kind, state }) => kind === 'light' && 'brightnessPercent' in state);
  const [curtain, cooler, vacuum] = [first('curtain', 'blind'), first('air-conditioner', 'thermostat'), first('vacuum')];
  return [
    ...(room ? [said.light(nameOf(room))] : []),
    ...(dimmable ? [said.dim(nameOf(dimmable))] : []),
    ...(cooler ? [said.cool(nameOf(cooler))] : []),
    ...(curtain ? [said.open(nameOf(curtain))] : []),
    ...(lit ? [said.which] : []),
    ...(lit ? [said.later] : []),
    said.timer,
    ...(vacuum ? [said.clean(nameOf(vacuum))] : []),
  ];
}

interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

const chinese = {
  light: (room: string) => `打开${room}灯`,
  dim: (name: string) => `把${name}调到30%`,
  cool: (name: string) => `${name}调到26度`,
  open: (name: string) => `拉开${name}`,
  which: '家里还有哪些灯开着',
  later: '十分钟后关掉所有的灯',
  timer: '定一个五分钟的计时器',
  clean: (name: string) => `让${name}开始打扫`,
};

const english: typeof chinese = {
  light: (room) => `turn on the ${room} lights`,
  dim: (name) => `set ${name} to 30%`,
  cool: (name) => `set ${name} to 26 degrees`,
  open: (name) => `open ${name}`,
  which: 'which lights are on',
  later: 'turn off all lights in ten minutes',
  timer: 'set a five minute timer',
  clean: (name) => `start ${name}`,
};
