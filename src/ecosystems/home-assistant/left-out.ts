import type { Reason } from './domains/domain.ts';

/** Why an entity of Home Assistant is no device here, for people: Chinese and English. */
export const leftOutTexts: Readonly<Record<Reason, Readonly<Record<'zh-CN' | 'en', string>>>> = {
  disabled: { 'zh-CN': '在 Home Assistant 里停用了', en: 'it is disabled in Home Assistant' },
  hidden: { 'zh-CN': '在 Home Assistant 里隐藏了', en: 'it is hidden in Home Assistant' },
  'a-setting': { 'zh-CN': '是某个设备的设置或自检项，不是设备本身', en: 'it is a setting or a diagnosis of a device, not the device' },
  ours: { 'zh-CN': '是我们导出给它的设备，再导入就会绕成环', en: 'it is a device that we exported: taking it in again would close a ring' },
  'a-group': { 'zh-CN': '是一个分组，成员已经各自在这里', en: 'it is a group, and its members are here by themselves' },
  'a-tracker-of-a-person': { 'zh-CN': '属于某个人，那个人已经在这里', en: 'it belongs to a person, who is here' },
  'acts-by-itself': { 'zh-CN': '自己会动作，没有什么可以吩咐的', en: 'it acts by itself, and there is nothing to order' },
  'a-moment': { 'zh-CN': '只是一瞬间的事件，没有状态', en: 'it is a moment, and has no state' },
  'a-place': { 'zh-CN': '是地点或天体，不是设备', en: 'it is a place or a star, not a device' },
  'a-diary': { 'zh-CN': '是日历、清单或信箱，不是设备', en: 'it is a calendar, a list or a mailbox, not a device' },
  'a-picture': { 'zh-CN': '是图片或图片里认出的东西', en: 'it is a picture, or what was seen in one' },
  'a-maintenance-notice': { 'zh-CN': '是更新提示，请在 Home Assistant 里处理', en: 'it tells of an update, which is a matter for Home Assistant' },
  'a-part-of-its-own-assistant': { 'zh-CN': '是它自己的语音助手的一部分', en: 'it is a part of its own assistant' },
  'a-bare-value': {
    'zh-CN': '只是一个没有含义的值；做成模板灯、开关或传感器就能用了',
    en: 'it is a bare value without a meaning; as a template light, switch or sensor it can be used',
  },
  'not-known': { 'zh-CN': '我们还不认识这一类', en: 'it is of a sort that we do not know yet' },
};
