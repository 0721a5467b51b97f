import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { hexOfHue, hueSaturationOf, rgbOf } from './colors.ts';

test('colours are read as CSS writes them', () => {
  assert.deepEqual(rgbOf('#FF8000'), { red: 255, green: 128, blue: 0 });
  assert.deepEqual(rgbOf('Red'), { red: 255, green: 0, blue: 0 });
  assert.deepEqual(rgbOf('rebeccapurple'), { red: 0x66, green: 0x33, blue: 0x99 });
  for (const wrong of ['', '#fff', 'reddish', '#gggggg', 'constructor']) assert.equal(rgbOf(wrong), undefined);
});

test('hue and saturation survive the way to a colour and back', () => {
  assert.deepEqual(hueSaturationOf({ red: 128, green: 128, blue: 128 }), { hue: 0, saturation: 0 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 40, max: 100 }), (hue, saturation) => {
      const rgb = rgbOf(hexOfHue({ hue, saturation }));
      assert.ok(rgb !== undefined);
      const back = hueSaturationOf(rgb);
      assert.ok(Math.abs(back.saturation - saturation) <= 1, `${back.saturation} for ${saturation}`);
      assert.ok(Math.abs(((back.hue - hue + 540) % 360) - 180) <= 1, `${back.hue} for ${hue}`);
    }),
  );
});
