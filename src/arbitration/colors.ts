/** A colour as red, green and blue, 0 to 255; `undefined` for a name that is not among the common ones. CSS Color Module Level 4, 6.1. */
export function rgbOf(color: string): readonly [number, number, number] | undefined {
  const name = color.toLowerCase();
  const hex = /^#[0-9a-f]{6}$/.test(name) ? Number.parseInt(name.slice(1), 16) : named.get(name);
  return hex === undefined ? undefined : [hex >> 16, (hex >> 8) & 0xff, hex & 0xff];
}

const named: ReadonlyMap<string, number> = new Map([
  ['white', 0xffffff],
  ['red', 0xff0000],
  ['green', 0x008000],
  ['lime', 0x00ff00],
  ['blue', 0x0000ff],
  ['yellow', 0xffff00],
  ['orange', 0xffa500],
  ['purple', 0x800080],
  ['violet', 0xee82ee],
  ['pink', 0xffc0cb],
  ['hotpink', 0xff69b4],
  ['magenta', 0xff00ff],
  ['fuchsia', 0xff00ff],
  ['cyan', 0x00ffff],
  ['aqua', 0x00ffff],
  ['turquoise', 0x40e0d0],
  ['teal', 0x008080],
  ['navy', 0x000080],
  ['brown', 0xa52a2a],
  ['gold', 0xffd700],
  ['indigo', 0x4b0082],
  ['lavender', 0xe6e6fa],
  ['coral', 0xff7f50],
  ['salmon', 0xfa8072],
  ['skyblue', 0x87ceeb],
  ['gray', 0x808080],
  ['grey', 0x808080],
  ['silver', 0xc0c0c0],
  ['black', 0x000000],
]);
