const words = {
  zh: {
    lang: 'zh-CN',
    title: '登录 Entente',
    token: '令牌',
    hint: '令牌在数据文件夹里名为 token 的文件中；也可以打开启动时终端显示的一次性链接。',
    wrong: '链接或令牌无效。链接十分钟内有效，且只能用一次。',
    go: '登录',
    opening: '正在打开……',
    open: '打开 Entente',
    notBuilt: '网页还没有构建。请在项目目录运行 npm run build，然后重新启动。',
  },
  en: {
    lang: 'en',
    title: 'Sign in to Entente',
    token: 'Token',
    hint: 'The token is in the file named token in the data folder. Or open the one-time link that the terminal shows at the start.',
    wrong: 'This link or token is not valid. A link works once, for ten minutes.',
    go: 'Sign in',
    opening: 'Opening…',
    open: 'Open Entente',
    notBuilt: 'The page has not been built. Run npm run build in the project folder, then start again.',
  },
} as const;

/** The form that takes the hub's token: plain HTML, one password field, no script. */
export function signInDocument(chinese: boolean, failed: boolean): string {
  const say = chinese ? words.zh : words.en;
  const alert = failed ? `<p role="alert">${say.wrong}</p>` : '';
  return documentOf(
    say,
    `<h1>${say.title}</h1>${alert}<form method="post" action="/sign-in"><label for="token">${say.token}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus aria-describedby="hint">
<button>${say.go}</button></form><p id="hint">${say.hint}</p>`,
  );
}

/** Shown for a moment after a one-time link; goes on to the page by itself. */
export function signedInDocument(chinese: boolean): string {
  const say = chinese ? words.zh : words.en;
  return documentOf(say, `<h1>${say.opening}</h1><p><a href="/">${say.open}</a></p>`, '<meta http-equiv="refresh" content="0; url=/">');
}

/** Shown in the page's place when it has not been built. */
export function notBuiltDocument(chinese: boolean): string {
  const say = chinese ? words.zh : words.en;
  return documentOf(say, `<h1>Entente</h1><p role="alert">${say.notBuilt}</p>`);
}

function documentOf(say: (typeof words)['zh' | 'en'], body: string, head = ''): string {
  return `<!doctype html><html lang="${say.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/sign-in.css">${head}</head><body><main>${body}</main></body></html>`;
}

/** The style of these documents. */
export const signInStyle = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{width:min(22rem,calc(100vw - 2rem))}
h1{font-size:1.5rem}
label{display:block;margin-bottom:.25rem}
input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border:1px solid GrayText;border-radius:.5rem;background:Field;color:FieldText}
button{margin-top:1rem;width:100%;padding:.6rem;font:inherit;border:0;border-radius:.5rem;background:#1f5f4a;color:#fff}
[role=alert]{border-left:.25rem solid #b3261e;padding-left:.75rem}
`;
