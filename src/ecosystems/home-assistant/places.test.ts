import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf } from './places.ts';

const areas = [
  { area_id: 'living', name: ' 客厅', aliases: ['大厅', ' '], floor_id: 'first' },
  { area_id: 'study', name: 'Study', aliases: [], floor_id: 'gone' },
  { area_id: 'blank', name: ' ', aliases: [], floor_id: null },
];
const floors = [{ floor_id: 'first', name: '一楼', aliases: ['楼下'] }];

test('areas are rooms on their floors; what has no name is none', () => {
  const places = placesOf({ areas, floors }, { floors: [], rooms: [] });
  assert.deepEqual(places.floors, [{ id: 'home-assistant:first', name: '一楼', aliases: ['楼下'] }]);
  assert.deepEqual(places.rooms, [
    { id: 'home-assistant:living', name: ' 客厅', aliases: ['大厅'], floor: 'home-assistant:first' },
    { id: 'home-assistant:study', name: 'Study', aliases: [] },
  ]);
  assert.equal(places.roomOf('living'), 'home-assistant:living');
  assert.equal(places.roomOf('nowhere'), undefined);
  assert.equal(places.roomOf(null), undefined);
});

test('a room that the home has already under the same name is that room, and is not made again', () => {
  const known = {
    floors: [{ id: 'f1', name: '一 楼', aliases: [] }],
    rooms: [
      { id: 'sitting', name: '客厅', aliases: [] },
      { id: 'home-assistant:study', name: 'Study', aliases: [] },
    ],
  };
  const places = placesOf({ areas, floors }, known);
  assert.equal(places.roomOf('living'), 'sitting');
  assert.deepEqual(places.floors, []);
  assert.deepEqual(
    places.rooms.map(({ id }) => id),
    ['home-assistant:study'],
  );
});
