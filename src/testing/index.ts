/** What tests of adapters need, published as `entente/testing`. */
export { fakeEntranceHub, type FakeEntranceHub } from './fake-entrance.ts';
export { fakeClock, type FakeClock } from './fake-clock.ts';
export { deviceOf, homeOf, viewOf, type DeviceSketch, type HomeSketch } from './home-of.ts';
export { memoryStorage, type MemoryStorage } from './memory-storage.ts';
