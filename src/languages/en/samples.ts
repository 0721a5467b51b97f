/** One sentence of each shape, with `{device}` and `{room}` for names of the home: read once beforehand, so that the first person does not wait. */
export const samples: readonly string[] = [
  'turn on the {device}',
  'turn the {room} lights off',
  'set {device} to 30 percent',
  'set the {room} air conditioner to cool at 26 degrees',
  'turn off everything except the {device}',
  'what is the temperature in the {room}',
  'which lights are on',
  'turn off the lights in ten minutes',
  'turn on the {device} at half past eight in the evening',
  'set a five minute timer called pasta',
  'add milk to the shopping list',
  "what's the weather like tomorrow",
  "don't turn on the {device}",
  'could you please close the {room} curtains and dim the {device} a bit',
  "it's too dark in here",
  'tell me a joke',
];
