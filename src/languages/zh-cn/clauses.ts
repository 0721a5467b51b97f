/** One stretch of a sentence without a pause becomes groups: some things, and what is to become of them. Word order hardly matters. */
import type { Change, Complaint } from '../../core/frame.ts';
import type { Attribute } from '../../core/home.ts';
import type { NameIndex } from '../../ports/language.ts';
import {
  hasHead,
  hasPlace,
  intoPlace,
  mends,
  offered,
  openings,
  phraseStarts,
  playing,
  silent,
  switching,
  type Clause,
  type DraftChange,
  type Group,
} from './groups.ts';
import type { Draft } from './phrases.ts';
import { asKind, kindsOf, looksLikeDevice, looksLikeRoom, phraseAt } from './phrases.ts';
import type { Duration, Meaning, Token, Verb } from './tokens.ts';

/** Reads a clause. `strict` takes nothing for chatter. */
export function readClause(tokens: readonly Token[], names: NameIndex, text: string): Clause {
  const reader = new ClauseReader(tokens, names, text);
  return reader.read();
}

class ClauseReader {
  readonly #tokens: readonly Token[];
  readonly #names: NameIndex;
  readonly #text: string;
  readonly #groups: Group[] = [];
  readonly #leftover: string[] = [];
  #group: Group;
  #vague: string | undefined;
  // What was said and waits for its value.
  #attribute: Attribute | undefined;
  #adjust: DraftChange | undefined;
  #setting: Token | undefined;
  #more = false;
  #tooMuch = false;
  #lastVerb: Token | undefined;
  /** 取消 said before what is to be taken back. */
  #cancelled = false;
  readonly #consumed = new Set<number>();

  constructor(tokens: readonly Token[], names: NameIndex, text: string) {
    this.#tokens = tokens;
    this.#names = names;
    this.#text = text;
    this.#group = this.#fresh(tokens[0]?.start ?? 0);
  }

  read(): Clause {
    for (let at = 0; at < this.#tokens.length;) at = this.#step(at);
    this.#close();
    return { groups: this.#groups, leftover: this.#leftover, ...(this.#vague === undefined ? {} : { vague: this.#vague }) };
  }

  #fresh(start: number): Group {
    return { start, end: start, phrases: [], except: [], changes: [], verbFirst: false };
  }

  #close(): void {
    const group = this.#group;
    if (this.#attribute === 'swing') group.changes.push({ do: 'set', attribute: 'swing', value: true });
    else if (this.#attribute && group.changes.length === 0 && !group.complaint) group.unset = this.#attribute;
    if (group.phrases.length || group.changes.length || group.complaint || group.unset || group.when || group.except.length) this.#groups.push(group);
    else if (this.#setting) this.#leftover.push(this.#setting.text);
    this.#attribute = undefined;
    this.#adjust = undefined;
    this.#setting = undefined;
    this.#more = false;
    this.#tooMuch = false;
    this.#lastVerb = undefined;
    this.#group = this.#fresh(group.end);
  }

  /** Takes what stands at `at`, and says where to go on. */
  #step(at: number): number {
    const token = this.#tokens[at];
    if (!token || this.#consumed.has(at)) return at + 1;
    const { meaning } = token;
    if (phraseStarts.has(meaning.is)) {
      const next = this.#phrase(at);
      if (next !== undefined) return next;
    }
    this.#group.end = token.end;
    switch (meaning.is) {
      case 'verb':
        this.#verb(token, meaning.verb, at);
        return at + 1;
      case 'ba':
        if (this.#group.changes.length) this.#close();
        return at + 1;
      case 'next':
        this.#close();
        return at + 1;
      case 'conjunction':
        if (!this.#phraseNear(at + 1) && this.#group.changes.length) this.#close();
        return at + 1;
      case 'except-end':
        // 灯10以外的灯都关了
        if (token.text.length > 1 && !this.#group.changes.length) this.#group.except.push(...this.#group.phrases.splice(0));
        else this.#value(token, at);
        return at + 1;
      case 'except':
        return this.#exception(at + 1);
      case 'plural':
      case 'all':
        if (/[两俩三]/.test(token.text) && !this.#group.phrases.length && !this.#phraseNear(at + 1)) this.#group.phrases.push(offered(token));
        this.#quantify(meaning.is);
        return at + 1;
      case 'too':
        this.#group.too = true;
        return at + 1;
      case 'more':
        this.#more = true;
        return at + 1;
      case 'too-much':
        this.#tooMuch = true;
        return at + 1;
      case 'to':
        // 从制冷改成制热
        return token.text === '从' && ['mode', 'number', 'color', 'kelvin', 'extreme'].includes(this.#tokens[at + 1]?.meaning.is ?? '') ? at + 2 : at + 1;
      case 'duration':
        return this.#duration(meaning.duration, at);
      case 'after': {
        // 过十分钟, 几分钟后
        const [before, after] = [this.#tokens[at - 1]?.meaning.is, this.#tokens[at + 1]?.meaning.is];
        if (before !== 'vague-time' && before !== 'clock' && after !== 'duration' && after !== 'vague-time') this.#leftover.push(token.text);
        return at + 1;
      }
      case 'clock':
        // The day after tomorrow is further than what can be promised.
        if ((meaning.clock.dayOffset ?? 0) > 1) this.#vague = token.text;
        else {
          if (this.#group.changes.length && this.#changesAhead(at + 1)) this.#close();
          this.#group.when = meaning.clock;
        }
        return at + 1;
      case 'vague-time':
        this.#vague = token.text;
        return at + 1;
      default:
        this.#value(token, at);
        return at + 1;
    }
  }

  #phraseNear(at: number): boolean {
    for (let index = at; index < this.#tokens.length; index += 1) {
      const token = this.#tokens[index];
      if (!token) return false;
      if (token.meaning.is === 'filler' || token.meaning.is === 'particle' || token.meaning.is === 'degree' || token.meaning.is === 'ba') continue;
      if (!phraseStarts.has(token.meaning.is) || token.meaning.is === 'number') return false;
      const found = phraseAt(this.#tokens, index, this.#names, this.#text);
      return found !== undefined && (hasHead(found.phrase) || hasPlace(found.phrase) || found.phrase.pronoun !== undefined);
    }
    return false;
  }

  #phrase(at: number): number | undefined {
    const found = phraseAt(this.#tokens, at, this.#names, this.#text);
    const token = this.#tokens[at];
    if (!found || !token) return undefined;
    const { phrase } = found;
    if (phrase.pronoun && this.#idlePronoun(phrase, at, found.next)) return found.next;
    if (!hasHead(phrase) && !hasPlace(phrase) && !phrase.pronoun && phrase.unknown === undefined) {
      if (phrase.others && this.#group.except.length) this.#group.all = true;
      else if (phrase.others && this.#changesAhead(found.next)) this.#group.others = true;
      else if (phrase.others) return undefined;
      if (phrase.all) this.#quantify('all');
      return found.next;
    }
    const before = this.#group.phrases.at(-1);
    if (before?.unknown !== undefined && !hasHead(before) && !this.#joined(at)) {
      // 打开某某灯: what stands before and is not known belongs to it.
      before.unknown = before.text = this.#text.slice(before.start, phrase.end);
      before.end = this.#group.end = phrase.end;
      return found.next;
    }
    // 小爱音箱放首歌: the song is what it plays, not another thing.
    if (phrase.having && this.#group.phrases.some(hasHead) && this.#group.changes.length) return found.next;
    if (phrase.all || this.#group.all || this.#group.plural) asKind(phrase, this.#names, this.#text);
    let group = this.#group;
    const placeOnly = hasPlace(phrase) && !hasHead(phrase) && phrase.unknown === undefined;
    const complete = group.changes.length > 0 && group.phrases.length > 0;
    if (complete && placeOnly && (this.#cleans() || found.next >= this.#tokens.length || !this.#changesAhead(found.next))) {
      for (const one of group.phrases) {
        if (!hasPlace(one)) intoPlace(one, phrase);
        else if (phrase.rooms && this.#cleans()) one.rooms = [...(one.rooms ?? []), ...phrase.rooms];
      }
      group.end = phrase.end;
      return found.next;
    }
    const [place] = group.phrases;
    if (
      complete &&
      !group.verbFirst &&
      place &&
      group.phrases.length === 1 &&
      !hasHead(place) &&
      hasPlace(place) &&
      hasHead(phrase) &&
      !hasPlace(phrase) &&
      !this.#changesAhead(found.next)
    ) {
      // 在客厅打开灯
      intoPlace(phrase, place);
      group.phrases = [phrase];
      group.end = phrase.end;
      return found.next;
    }
    if (complete && !group.verbFirst) {
      this.#close();
      group = this.#group;
    } else if (complete && group.verbFirst && !this.#joined(at) && this.#topicAhead(found.next)) {
      this.#close();
      group = this.#group;
    }
    if (group.phrases.length === 0) group.verbFirst = group.changes.length > 0;
    const last = group.phrases.at(-1);
    if (last && placeOnly && !this.#joined(at) && hasHead(last) && !hasPlace(last) && !group.changes.length) intoPlace(last, phrase);
    else if (last && hasPlace(last) && !hasHead(last) && !this.#joined(at) && hasHead(phrase) && !hasPlace(phrase)) {
      // 客厅，灯
      intoPlace(phrase, last);
      group.phrases[group.phrases.length - 1] = phrase;
    } else group.phrases.push(phrase);
    group.end = phrase.end;
    return found.next;
  }

  /** 那个 that only fills a pause (嗯那个，把那个客厅灯打开), or 佢 behind the verb. */
  #idlePronoun(phrase: Draft, at: number, next: number): boolean {
    if (hasHead(phrase) || hasPlace(phrase)) return false;
    const group = this.#group;
    if (group.changes.length && group.phrases.length) return !this.#changesAhead(next);
    if (group.changes.length || this.#tokens[at - 1]?.meaning.is === 'ba') return false;
    return this.#tokens.slice(next).some((token) => token.meaning.is === 'kind' || (token.meaning.is === 'name' && token.meaning.what === 'device'));
  }

  /** After V T: another T that has its own V behind it begins a new order (打开客厅灯卧室灯关掉). */
  #topicAhead(at: number): boolean {
    const next = this.#tokens[at];
    const after = this.#tokens[at + 1];
    if (next?.meaning.is === 'plural') return true;
    if (next?.meaning.is !== 'verb' || next.meaning.verb === 'set') return false;
    return !after || !this.#phraseNear(at + 1);
  }

  #joined(at: number): boolean {
    return this.#tokens[at - 1]?.meaning.is === 'conjunction';
  }

  #cleans(): boolean {
    return this.#group.changes.some((change) => change.do === 'run' && change.action === 'start-cleaning');
  }

  #changesAhead(at: number): boolean {
    return this.#tokens
      .slice(at)
      .some((token) => token.meaning.is === 'verb' || token.meaning.is === 'adjust' || token.meaning.is === 'number' || token.meaning.is === 'adjective');
  }

  #quantify(which: 'plural' | 'all'): void {
    const { phrases, except } = this.#group;
    const all = which === 'all' || except.length > 0;
    if (!phrases.length) {
      if (all) this.#group.all = true;
      else this.#group.plural = true;
    }
    for (const phrase of phrases) {
      asKind(phrase, this.#names, this.#text);
      if (all) phrase.all = true;
      else phrase.plural = true;
    }
  }

  #exception(at: number): number {
    let next = at;
    while (next < this.#tokens.length) {
      const token = this.#tokens[next];
      if (token?.meaning.is === 'conjunction' || token?.meaning.is === 'except-end' || token?.meaning.is === 'de') {
        next += 1;
        if (token.meaning.is === 'except-end') break;
        continue;
      }
      if (!token || !['name', 'kind', 'home', 'here', 'unknown', 'pronoun', 'measure'].includes(token.meaning.is)) break;
      const found = phraseAt(this.#tokens, next, this.#names, this.#text);
      if (!found) break;
      this.#group.except.push(found.phrase);
      next = found.next;
    }
    for (const phrase of this.#group.phrases) phrase.all = true;
    return next;
  }

  #verb(token: Token, verb: Verb, at: number): void {
    if (verb === 'want') return;
    const group = this.#group;
    const complete = group.changes.length > 0 && group.phrases.length > 0;
    if (complete && this.#phraseNear(at + 1) && !(verb === 'set' && !group.verbFirst)) {
      const settled = verb !== 'clean' || group.verbFirst;
      if (settled) this.#close();
    }
    if (verb === 'set') {
      this.#setting = token;
      this.#adjust = undefined;
      return;
    }
    const rolled = verb === 'close' || verb === 'open' ? this.#rolled(token) : undefined;
    if (rolled) {
      this.#lastVerb = token;
      this.#push(rolled);
      return;
    }
    const change = /[播放歌曲首集]/.test(token.text) ? (playing[verb] ?? switching[verb]) : switching[verb];
    if (!change) return;
    if (this.#attribute === 'swing' && change.do === 'switch') {
      this.#push({ do: 'set', attribute: 'swing', value: change.to });
      this.#attribute = undefined;
      return;
    }
    const before = this.#group.changes.at(-1);
    if (verb === 'clean' && before && this.#lastVerb?.end === token.start && (before.do === 'pause' || before.do === 'resume' || before.do === 'stop')) {
      // 暂停打扫: the cleaning is what is to pause.
      if (!this.#group.phrases.length) this.#group.phrases.push({ start: token.start, end: token.end, text: token.text, kinds: ['vacuum'] });
      return;
    }
    if (verb === 'mute' && this.#cancelled) {
      this.#push({ do: 'set', attribute: 'muted', value: false });
      return;
    }
    if (verb === 'mute' && before && before.do === 'switch' && (this.#lastVerb?.end === token.start || (this.#group.verbFirst && !before.to))) {
      this.#group.changes[this.#group.changes.length - 1] = before.to ? change : { do: 'set', attribute: 'muted', value: false };
      return;
    }
    if (this.#attribute === 'volumePercent' && change.do === 'switch') {
      this.#push({ do: 'set', attribute: 'muted', value: !change.to });
      this.#attribute = undefined;
      return;
    }
    this.#lastVerb = token;
    this.#push(change);
  }

  /** What is drawn in is up for a blind or a rack, and in for an awning; what is let down is the other. */
  #rolled(token: Token): Change | undefined {
    const about = [...this.#group.phrases.map((phrase) => phrase.text), this.#tokens.find((one) => one.start >= token.end)?.text ?? ''].join(' ');
    if (/^[收卷]|^拉起/.test(token.text) && /卷帘|百叶|晾衣|幕|升降|窗帘|罗马帘/.test(about) && !/棚|篷|蓬/.test(about)) return { do: 'open', to: true };
    return token.text.startsWith('放') && /棚|篷|蓬/.test(about) ? { do: 'open', to: true } : undefined;
  }

  #push(change: Change): void {
    if (!this.#group.changes.some((same) => JSON.stringify(same) === JSON.stringify(change))) this.#group.changes.push(change);
  }

  #duration(duration: Duration, at: number): number {
    const before = this.#tokens[at - 1];
    const after = this.#tokens[at + 1];
    if (after?.meaning.is === 'after') {
      // 空调开两小时后关闭: on now, off then.
      if (this.#group.changes.length && this.#changesAhead(at + 2)) this.#close();
      this.#group.when = { delay: duration };
      return at + 2;
    }
    if (before?.meaning.is === 'after' || before?.meaning.is === 'timer' || after?.meaning.is === 'timer') {
      this.#group.when = { delay: duration };
      return at + 1;
    }
    const last = this.#group.changes.at(-1);
    if (this.#group.phrases.length && (last?.do === 'switch' ? last.to && this.#group.changes.length === 1 : !last && before?.text === '吹')) {
      // 空调开两个小时: on now, and off then.
      const { phrases } = this.#group;
      if (!last) this.#push({ do: 'switch', to: true });
      this.#close();
      this.#group.phrases = phrases.map((phrase) => ({ ...phrase }));
      this.#group.changes.push({ do: 'switch', to: false });
      this.#group.when = { delay: duration };
      this.#close();
      return at + 1;
    }
    this.#leftover.push(this.#tokens[at]?.text ?? '');
    return at + 1;
  }

  #value(token: Token, at: number): void {
    const { meaning } = token;
    switch (meaning.is) {
      case 'attribute':
        this.#attributeSaid(meaning.attribute, token);
        return;
      case 'number':
        this.#number(meaning.value, meaning.unit);
        return;
      case 'extreme':
        this.#extreme(meaning.extreme, meaning.attribute, token);
        return;
      case 'color':
        this.#set({ do: 'set', attribute: 'color', value: meaning.value });
        return;
      case 'kelvin':
        this.#set({ do: 'set', attribute: 'colorTemperatureKelvin', value: meaning.value });
        return;
      case 'mode':
        if (this.#attribute === 'fanPercent') {
          // 风速自动: that is no speed; the device is to say so.
          this.#set({ do: 'set', attribute: 'fanPercent', value: meaning.word });
          return;
        }
        this.#dropSwitchBefore(token);
        this.#set(meaning.canonical ? { do: 'set', attribute: 'mode', value: meaning.word } : { do: 'mode', word: meaning.word });
        return;
      case 'adjust':
        this.#adjusted(meaning.attribute, meaning.sign, token);
        return;
      case 'adjective':
        this.#adjective(meaning.attribute, meaning.sign, token, at);
        return;
      case 'degree':
        this.#degree(token);
        return;
      case 'complaint':
        this.#complaint(meaning.complaint);
        return;
      case 'state':
        // 把开着的灯都关了: which of them is for the devices to know.
        if (this.#tokens[at + 1]?.meaning.is === 'kind' || this.#tokens[at + 1]?.meaning.is === 'name') return;
        this.#leftover.push(token.text);
        return;
      case 'unknown':
        this.#unknown(token, at);
        return;
      case 'cancel':
        if (token.text.startsWith('取消') && this.#tokens.slice(at).some((one) => one.meaning.is === 'verb' && one.meaning.verb === 'mute'))
          this.#cancelled = true;
        else this.#leftover.push(token.text);
        return;
      case 'double': {
        if (this.#adjust) this.#adjust.factor = 2;
        return;
      }
      default:
        if (token.text === '中' && this.#attribute === 'fanPercent') {
          this.#set({ do: 'set', attribute: 'fanPercent', value: 66, unit: 'percent' });
          return;
        }
        if (silent.has(meaning.is) || (meaning.is === 'ask' && (meaning.ask === 'yes-no' || meaning.ask === 'tag'))) return;
        this.#leftover.push(token.text);
    }
  }

  #attributeSaid(attribute: Attribute, token: Token): void {
    const last = this.#group.changes.at(-1);
    if (attribute === 'swing' && last?.do === 'switch') {
      // 关掉空调摆风 stops the swinging, not the device; 打开电扇摇头 may well start both.
      if (!last.to || this.#lastVerb?.end === token.start) this.#group.changes.pop();
      this.#push({ do: 'set', attribute, value: last.to });
      return;
    }
    if (this.#adjust && this.#adjust.attribute === undefined) {
      this.#adjust.attribute = attribute;
      return;
    }
    this.#attribute = attribute;
  }

  #set(change: Extract<Change, { do: 'set' | 'mode' }>): void {
    this.#adjust = undefined;
    this.#push(change);
    this.#attribute = undefined;
    this.#setting = undefined;
  }

  #number(value: number, unit: Extract<Meaning, { is: 'number' }>['unit']): void {
    if (this.#adjust && this.#adjust.amount === undefined && !this.#towards()) {
      this.#adjust.amount = value;
      if (unit && unit !== 'level') this.#adjust.unit = unit;
      return;
    }
    const before = this.#group.changes.at(-1);
    if (this.#more && unit === 'percent' && !this.#adjust && !this.#towards() && before && (before.do === 'open' || before.do === 'switch')) {
      // 再拉开20%: that much further.
      this.#group.changes.pop();
      this.#group.changes.push({ do: 'adjust', attribute: 'openPercent', sign: before.to ? 1 : -1, amount: value, unit });
      return;
    }
    const attribute = unit === 'kelvin' ? 'colorTemperatureKelvin' : (this.#adjust?.attribute ?? this.#attribute);
    if (this.#adjust) this.#group.changes = this.#group.changes.filter((change) => change !== this.#adjust);
    this.#dropOpening(unit === 'percent' || unit === undefined);
    this.#set({ do: 'set', value, ...(attribute ? { attribute } : {}), ...(unit ? { unit: unit === 'level' ? 'percent' : unit } : {}) });
  }

  /** Whether 到 or the like stood between, so that the number is where to end. */
  #towards(): boolean {
    return (
      this.#setting !== undefined ||
      this.#tokens.some(
        (token) => token.meaning.is === 'to' && token.end <= this.#group.end && token.start >= this.#group.start && token.start >= (this.#lastAdjustEnd ?? 0),
      )
    );
  }

  #lastAdjustEnd: number | undefined;

  #extreme(extreme: 'max' | 'min' | 'middle', own: Attribute | undefined, token: Token): void {
    if (extreme === 'middle' && this.#adjust && !this.#opens()) {
      this.#adjust.factor = 0.5;
      return;
    }
    const attribute = own ?? this.#adjust?.attribute ?? this.#attribute;
    if (this.#adjust) this.#group.changes = this.#group.changes.filter((change) => change !== this.#adjust);
    this.#dropOpening(true);
    if (this.#lastVerb?.end === token.start && this.#group.changes.at(-1)?.do === 'switch') this.#group.changes.pop();
    this.#set({ do: 'set', value: { extreme }, ...(attribute ? { attribute } : {}) });
  }

  /** 窗帘打开一半: the half is where to end, not all the way open. */
  #dropOpening(share: boolean): void {
    const last = this.#group.changes.at(-1);
    if (!share || !last || (last.do !== 'open' && last.do !== 'switch')) return;
    if (last.do === 'open' || this.#opens()) this.#group.changes.pop();
  }

  #opens(): boolean {
    return this.#group.phrases.some((phrase) => kindsOf(phrase)?.some((kind) => openings.has(kind)));
  }

  #dropSwitchBefore(token: Token): void {
    if (this.#lastVerb?.end === token.start && this.#group.changes.at(-1)?.do === 'switch') this.#group.changes.pop();
  }

  #adjusted(attribute: Attribute | undefined, sign: 1 | -1, token: Token): void {
    const complete = this.#group.changes.length > 0 && this.#group.phrases.length > 0;
    if (complete && this.#phraseNear(this.#tokens.indexOf(token) + 1)) this.#close();
    const meant = this.#forLight(attribute) ?? this.#attribute;
    const change: DraftChange = { do: 'adjust', sign: this.#directionOf(meant, attribute, sign), ...(meant ? { attribute: meant } : {}) };
    this.#adjust = change;
    this.#lastAdjustEnd = token.end;
    this.#setting = undefined;
    this.#attribute = undefined;
    this.#group.changes.push(change);
  }

  /** A warm lamp is one of less Kelvin. */
  #directionOf(meant: Attribute | undefined, said: Attribute | undefined, sign: 1 | -1): 1 | -1 {
    return meant === 'colorTemperatureKelvin' && said === 'targetTemperatureCelsius' ? (sign === 1 ? -1 : 1) : sign;
  }

  #forLight(attribute: Attribute | undefined): Attribute | undefined {
    if (attribute !== 'targetTemperatureCelsius') return attribute;
    const lights = this.#attribute === 'colorTemperatureKelvin' || this.#group.phrases.some((phrase) => kindsOf(phrase)?.[0] === 'light');
    return lights ? 'colorTemperatureKelvin' : attribute;
  }

  #adjective(attribute: Attribute | undefined, sign: 1 | -1, token: Token, at: number): void {
    const counted = this.#tokens[at + 1]?.text === '个' || this.#tokens[at + 1]?.text === '它' ? at + 2 : at + 1;
    const after = this.#tokens[counted]?.meaning.is;
    if (this.#tooMuch && this.#group.verbFirst && this.#group.changes.length && this.#group.phrases.length) {
      this.#leftover.push(token.text);
      return;
    }
    if (this.#tooMuch) {
      this.#tooMuch = false;
      this.#adjusted(attribute, sign === 1 ? -1 : 1, token);
      return;
    }
    const value = this.#group.changes.at(-1);
    if (value?.do === 'set' && value.attribute === undefined && attribute && typeof value.value !== 'string' && this.#tokens[at - 1]?.end === token.start) {
      // 调到一半亮
      this.#group.changes[this.#group.changes.length - 1] = { ...value, attribute };
      return;
    }
    const ordered = this.#more || this.#setting || after === 'degree' || after === 'double' || after === 'number' || (after === 'extreme' && this.#lastVerb);
    // 风速低, 风速调到高: a level, where the number is not said.
    if (this.#attribute === 'fanPercent' && attribute === undefined && after !== 'degree' && after !== 'number' && (!ordered || this.#towards())) {
      this.#set({ do: 'set', attribute: 'fanPercent', value: sign === 1 ? 100 : 33, unit: 'percent' });
      return;
    }
    if (!ordered && this.#adjust) return;
    if (!ordered) {
      this.#leftover.push(token.text);
      return;
    }
    this.#dropSwitchBefore(token);
    this.#adjusted(attribute, sign, token);
    this.#more = false;
  }

  #degree(token: Token): void {
    const last = this.#group.changes.at(-1);
    if (this.#adjust || !last || this.#lastVerb === undefined || this.#lastVerb.end > token.start) return;
    if (last.do !== 'open' && last.do !== 'switch') return;
    this.#group.changes.pop();
    const change: DraftChange = { do: 'adjust', attribute: 'openPercent', sign: last.to ? 1 : -1 };
    this.#adjust = change;
    this.#group.changes.push(change);
  }

  #complaint(complaint: Complaint): void {
    const mend = mends[complaint];
    if (complaint === 'arrive' && this.#group.phrases.some((phrase) => hasHead(phrase))) {
      // 让扫地机器人回家
      this.#push({ do: 'run', action: 'return-to-dock' });
      return;
    }
    const about = this.#group.phrases.some((phrase) => hasHead(phrase) || phrase.pronoun);
    // 关窗户的声音好大 is no order to close it.
    if (about && this.#group.verbFirst && this.#group.changes.length) {
      this.#leftover.push(complaint);
      return;
    }
    if (mend && about) {
      const [attribute, sign] = mend;
      this.#group.changes.push({ do: 'adjust', sign, attribute });
      this.#group.mends = true;
      return;
    }
    this.#group.complaint = complaint;
  }

  /** A device's own word (切到 HDMI 1), something that is to be switched and is not here, or leftover. */
  #unknown(token: Token, at: number): void {
    const previous = this.#tokens[at - 1];
    const verbBefore = previous?.meaning.is === 'verb' ? previous : undefined;
    if (
      (this.#setting && previous === this.#setting && /^[切换转选]|调到/.test(this.#setting.text) && this.#group.phrases.length) ||
      (this.#attribute === 'source' && this.#setting)
    ) {
      // It goes on until something else is said: 切到 HDMI 2 音量 20.
      const until = this.#tokens.findIndex(
        (one, index) => index > at && ['attribute', 'verb', 'adjust', 'ba', 'next', 'particle', 'filler', 'conjunction'].includes(one.meaning.is),
      );
      const stop = until < 0 ? this.#tokens.length : until;
      const end = this.#tokens[stop - 1]?.end ?? token.end;
      const word = this.#text.slice(token.start, end);
      this.#set(this.#attribute === 'source' ? { do: 'set', attribute: 'source', value: word } : { do: 'mode', word });
      for (let index = at + 1; index < stop; index += 1) this.#consumed.add(index);
      return;
    }
    const alone = this.#group.phrases.length === 0;
    if (
      alone &&
      ((verbBefore && (verbBefore.text.length > 1 || looksLikeDevice(token.text))) || (previous?.meaning.is === 'ba' && looksLikeDevice(token.text)))
    ) {
      if (verbBefore) this.#group.verbFirst = true;
      this.#group.phrases.push({
        start: token.start,
        end: token.end,
        text: token.text,
        unknown: token.text,
        unknownIs: looksLikeRoom(token.text) ? 'room' : 'device',
      });
      return;
    }
    this.#leftover.push(token.text);
  }
}
