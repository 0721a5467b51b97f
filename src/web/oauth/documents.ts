import type { Person } from '../../core/home.ts';

const words = {
  zh: {
    lang: 'zh-CN',
    signInTitle: '关联账号：先登录',
    signInWhy: (client: string) => `“${client}”想控制这个家。请先证明你住在这里。`,
    token: '令牌',
    hint: '令牌在数据文件夹里名为 token 的文件中。',
    signedIn: '这个浏览器已经登录过 Entente？点这里继续',
    wrong: '令牌不对。',
    tooMany: '试得太多了，请过一会儿再试。',
    go: '登录',
    consentTitle: '同意关联吗？',
    consent: (client: string, host: string) =>
      `“${client}”（${host}）将能看到这个家的设备、房间名称和状态，并控制它们。开锁、开门、开燃气等有风险的操作仍会被拒绝。`,
    undo: '随时可以在 Entente 的页面上解除关联。',
    person: '这是谁的账号？',
    household: '全家共用',
    agree: '同意',
    decline: '不同意',
    errorTitle: '不能关联',
    unknown: '这个请求不是来自已登记的平台，或者回调地址与登记的不一致。请检查平台控制台里的客户端编号和回调地址。',
    expired: '这个页面已经过期，或者是在别处打开的。请从平台重新开始关联。',
  },
  en: {
    lang: 'en',
    signInTitle: 'Link an account: sign in first',
    signInWhy: (client: string) => `“${client}” wants to control this home. Please show that you live here.`,
    token: 'Token',
    hint: 'The token is in the file named token in the data folder.',
    signedIn: 'Is this browser signed in to Entente already? Go on here',
    wrong: 'This token is not the right one.',
    tooMany: 'Too many attempts. Please try again in a while.',
    go: 'Sign in',
    consentTitle: 'Do you agree?',
    consent: (client: string, host: string) =>
      `“${client}” (${host}) will see the devices of this home, the names of rooms and how things are, and control them. What is risky, such as unlocking, opening doors or gas, stays refused.`,
    undo: 'The link can be ended on the page of Entente at any time.',
    person: 'Whose account is it?',
    household: 'The whole household',
    agree: 'Agree',
    decline: 'Decline',
    errorTitle: 'Cannot link',
    unknown:
      'This request comes from no registered platform, or its redirect address is not the registered one. Check client id and address in the console of the platform.',
    expired: 'This page is too old, or was opened elsewhere. Please begin again from the platform.',
  },
} as const;

export type Words = (typeof words)['zh' | 'en'];

/** The words for a request: Chinese unless its browser asks for something else. */
export function wordsFor(request: Request): Words {
  const wanted = request.headers.get('accept-language');
  return wanted === null || /^\s*(zh|\*)/i.test(wanted) ? words.zh : words.en;
}

/** Asks for the hub's token. `ticket` stands for the request for a link. */
export function signInForm(
  say: Words,
  form: { readonly client: string; readonly ticket: string; readonly again: string; readonly problem?: 'wrong' | 'tooMany' },
): string {
  const alert = form.problem === undefined ? '' : `<p role="alert">${say[form.problem]}</p>`;
  return documentOf(
    say,
    say.signInTitle,
    `<p>${escaped(say.signInWhy(form.client))}</p>${alert}<form method="post" action="/oauth/authorize"><input type="hidden" name="ticket" value="${escaped(form.ticket)}">
<label for="token">${say.token}</label><input id="token" name="token" type="password" autocomplete="current-password" required aria-describedby="hint">
<button>${say.go}</button></form><p id="hint">${say.hint}</p><p><a href="${escaped(form.again)}">${say.signedIn}</a></p>`,
  );
}

/** Asks whether the person agrees, and whose account it is. */
export function consentForm(
  say: Words,
  form: { readonly client: string; readonly host: string; readonly ticket: string; readonly people: readonly Person[] },
): string {
  const options = form.people.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`).join('');
  const person =
    form.people.length === 0
      ? ''
      : `<label for="person">${say.person}</label><select id="person" name="person"><option value="">${say.household}</option>${options}</select>`;
  return documentOf(
    say,
    say.consentTitle,
    `<p>${escaped(say.consent(form.client, form.host))}</p><form method="post" action="/oauth/authorize"><input type="hidden" name="ticket" value="${escaped(form.ticket)}">
${person}<button name="decision" value="agree">${say.agree}</button><button name="decision" value="decline" class="plain">${say.decline}</button></form><p>${say.undo}</p>`,
  );
}

export function errorDocument(say: Words, problem: 'unknown' | 'expired' | 'tooMany'): string {
  return documentOf(say, say.errorTitle, `<p role="alert">${say[problem]}</p>`);
}

function documentOf(say: Words, title: string, body: string): string {
  return `<!doctype html><html lang="${say.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/sign-in.css"><style>${style}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

const style = `select{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border-radius:.5rem}
button.plain{background:transparent;color:CanvasText;border:1px solid GrayText}`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
