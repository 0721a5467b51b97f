import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change, Frame, Phrase } from '../../core/frame.ts';
import { parseHome } from '../../home/parse.ts';
import { indexNames } from '../../understanding/names.ts';
import { language } from './index.ts';

const home = parseHome({
  name: '测试的家',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  floors: [{ id: 'up', name: '楼上' }],
  rooms: [
    { id: 'living', name: '客厅' },
    { id: 'hall', name: '玄关' },
    { id: 'kid', name: '乐乐房间', floor: 'up' },
  ],
  people: [
    { id: 'lele', name: '乐乐', role: 'child' },
    { id: 'rain', name: '小雨', role: 'child' },
  ],
  devices: [
    { id: 'ceiling', name: '顶灯', room: 'living', kind: 'light', state: { on: false, brightnessPercent: 50 } },
    { id: 'hall-light', name: '玄关灯', room: 'hall', kind: 'light', state: { on: true } },
    { id: 'blind', name: '卷帘', room: 'kid', kind: 'blind', state: { openPercent: 0 } },
    { id: 'awning', name: '遮阳棚', kind: 'awning', state: { openPercent: 0 } },
    { id: 'ac', name: '客厅空调', room: 'living', kind: 'air-conditioner', state: { on: false, targetTemperatureCelsius: 26, mode: 'cool' } },
    { id: 'door', name: '大门', kind: 'door', state: { openPercent: 0 } },
    { id: 'door-lock', name: '大门锁', kind: 'lock', state: { locked: true } },
  ],
});
const names = indexNames(home, language);

function framesOf(text: string): readonly Frame[] {
  return language.read({ text: language.normalize(text), names, tolerant: true, awaiting: false }).frames;
}

function about(phrases: readonly Phrase[] | undefined): string {
  return (phrases ?? [])
    .map(({ rooms, floors, devices, kinds, unknown }) =>
      unknown === undefined ? [rooms?.join('+') ?? floors?.join('+'), devices?.ids.join('+') ?? kinds?.[0]].filter(Boolean).join('/') : `?${unknown}`,
    )
    .join(' & ');
}

function brief(text: string): string {
  return framesOf(text)
    .map((frame) => {
      if (frame.is === 'skill') return `${frame.skill} ${JSON.stringify(frame.slots)}`;
      if (frame.is === 'none') return frame.because;
      if (frame.is === 'question') return `${about(frame.phrases)} ${frame.topic.ask} ${'attribute' in frame.topic ? frame.topic.attribute : ''}`;
      if (frame.is !== 'command') return frame.is;
      const except = frame.except ? ` but ${about(frame.except)}` : '';
      return `${about(frame.phrases)}${except} ${frame.changes.map(short).join(' ')}${frame.when ? ` ${JSON.stringify(frame.when)}` : ''}`;
    })
    .join('; ');
}

function short(change: Change): string {
  if (change.do === 'set') return `${change.attribute ?? ''}=${JSON.stringify(change.value)}`;
  if (change.do === 'adjust') return `${change.attribute ?? ''}${change.sign > 0 ? '+' : '-'}${change.amount ?? ''}`;
  return 'to' in change ? `${change.do}=${change.to}` : change.do === 'mode' ? `mode ${change.word}` : change.do;
}

const table: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'light verbs and separable ones': [
    ['顶灯整亮点', 'ceiling brightnessPercent+'],
    ['客厅空调干到24度', 'ac =24'],
    ['顶灯往下调一点', 'ceiling -'],
    ['顶灯通个电', 'ceiling switch=true'],
    ['让顶灯歇歇', 'ceiling switch=false'],
    ['顶灯点上', 'ceiling switch=true'],
  ],
  'what is rolled up is open, what is let down is shut, and an awning the other way about': [
    ['卷帘收起来', 'blind open=true'],
    ['卷帘放下来', 'blind open=false'],
    ['遮阳棚收了', 'awning open=false'],
    ['遮阳棚放出来', 'awning open=true'],
    ['卷帘再拉开20%', 'blind openPercent+20'],
  ],
  'parts of a whole': [
    ['顶灯亮度半成', 'ceiling brightnessPercent=5'],
    ['顶灯亮度四分之一', 'ceiling brightnessPercent=25'],
    ['客厅空调低个两度', 'ac -2'],
  ],
  'what is spared, said before or after': [
    ['楼上灯都关了，卷帘别动', 'up/light but blind switch=false'],
    ['玄关灯留着，其他灯都关了', 'light but hall-light switch=false'],
    ['除了玄关灯，其他所有的灯都关了', 'light but hall-light switch=false'],
    ['灯都关了，乐乐房间的留着', 'light but kid switch=false'],
    ['玄关灯以外的灯都关了', 'light but hall-light switch=false'],
    ['玄关灯别动', 'prohibition'],
    ['玄关灯别关', 'prohibition'],
    ['别关玄关灯，打开顶灯', 'prohibition; ceiling switch=true'],
  ],
  'what it is for, for whom, and why': [
    ['卷帘拉开晒晒太阳', 'blind open=true'],
    ['打开顶灯看报纸', 'ceiling switch=true'],
    ['顶灯帮乐乐开一下', 'ceiling switch=true'],
    ['快把遮阳棚收了', 'awning open=false'],
    ['乐乐房间的灯打开', 'kid/light switch=true'],
  ],
  'a number that no lamp has is no value': [
    ['灯3打开', '?灯3 switch=true'],
    ['打开灯三', '?灯三 switch=true'],
    ['顶灯30', 'ceiling =30'],
    ['打开跑步机', '?跑步机 switch=true'],
    ['跑步机关掉', '?跑步机 switch=false'],
    ['地下室的灯打开', '?地下室 switch=true'],
  ],
  'questions that end in a negation, and rain that is nobody': [
    ['大门锁了没有', 'door-lock state locked'],
    ['客廳盞燈開咗未', 'living/light state on'],
    ['明天有小雨吗', 'weather {"day":"tomorrow"}'],
    ['聽日會唔會落雨', 'weather {"day":"tomorrow"}'],
  ],
  'for how long': [
    ['客厅空调开两个小时', 'ac switch=true; ac switch=false {"delay":{"hours":2}}'],
    ['客厅空调调到24，呃不，25度', 'ac =25'],
  ],
  'nothing is to be done': [
    ['别让他看太晚', 'prohibition'],
    ['顶灯别开了', 'prohibition'],
    ['如果下雨就收遮阳棚', 'condition'],
  ],
};

for (const [what, cases] of Object.entries(table)) {
  test(what, () => {
    for (const [text, expected] of cases) assert.equal(brief(text), expected, text);
  });
}
