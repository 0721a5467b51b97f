/** Everything that the command line says. `{…}` is filled in. */
const en = {
  usage: 'usage: {usage}',
  'wrong-usage': '{message}',
  help: `Entente: an assistant for the home, on a box of one's own.

  entente start            starts the hub and prints a link that opens its page
  entente say TEXT         says something to the hub, as if one stood in the room
  entente understand       understands sentences, one JSON object a line; does nothing
  entente home import FILE|export [FILE]|check FILE
  entente bench NAME       measures; without NAME, lists what can be measured
  entente simulate         plays what can go wrong between assistants, thousands of times
  entente doctor           what works, what is missing, and how to mend it
  entente about            version, licence, where the data lies

entente COMMAND --help tells more. --json, where a program reads the answer.`,
  'not-there-yet': '{command} is not there yet',
  'no-such-command': 'there is no command {command}',
  'no-such-option': 'there is no option {option} here',
  'option-needs-value': '{option} needs a value',
  'option-takes-none': '{option} takes no value',
  'too-many-words': '{word} is too much here',
  'needs-words': '{what} is missing',
  'not-a-port': '--port takes a number from 0 to 65535',
  'not-a-url': '--public-url takes an address such as https://home.example',
  'no-file': 'cannot read {file}',
  'no-write': 'cannot write {file}',
  'not-json': '{file} is not JSON',
  'bad-home': '{file} is no good home file:',
  'good-home': '{file}: {devices} devices, {rooms} rooms; all is well',
  imported: 'the home is now that of {file}: {devices} devices',
  exported: 'written to {file}',
  starting: 'starting …',
  working: 'working …',
  started: 'Entente {version} · {home} · {devices} devices',
  open: 'Open this link in a browser (works once, within ten minutes):',
  later: 'Later: {url}, with the token in {file}',
  loopback: 'Only this machine can come in. --lan opens it to the home’s network.',
  lan: 'The home’s network can come in, with the token or one of these links.',
  'page-missing': 'The page has not been built: npm run build.',
  stop: 'Ctrl+C ends it.',
  ended: 'ended',
  'port-taken': 'Port {port} is taken: by another hub? --port chooses another one; 0 takes a free one.',
  'in-use': 'Another hub is using the data folder {folder}. End it first, or choose another folder by --data.',
  'storage-key': '{message}. Data folder: {folder}',
  'ask-yes': '[y/n] ',
  'ask-choice': '[1-{count}] ',
  yes: 'y',
  no: 'n',
  'hub-gone': 'the hub does not answer any more',
  'no-such-room': 'there is no room {room}',
  'no-such-bench': 'there is no measurement {name}; there are: {names}',
  'about-text': 'Entente {version}, Apache-2.0. Node {node}. Data: {folder}',
  'bad-line': '{bad} lines were no requests',
  'home-needs-end': 'end the hub first',
  'doctor-node': 'Node',
  'doctor-node-old': 'Node {version}; 24 or newer is needed: npm ci brings it, npm run uses it',
  'doctor-database': 'database (libsql)',
  'doctor-database-missing': 'the native module does not load: npm ci on this machine',
  'doctor-folder': 'data folder {folder}',
  'doctor-folder-new': 'not there yet; the first start makes it',
  'doctor-folder-closed': 'cannot be read or written: change its owner or choose another by --data',
  'doctor-folder-open': 'others may read it: chmod 700 {folder}',
  'doctor-token-open': 'others may read the token: chmod 600 {folder}/token',
  'doctor-hub': 'hub',
  'doctor-hub-runs': 'runs at {url}',
  'doctor-hub-ready': 'not running; port {port} is free',
  'doctor-hub-port': 'not running, and port {port} is taken by something else: start with --port',
  'doctor-page': 'page',
  'doctor-page-missing': 'not built: npm run build',
  'doctor-unreachable': '{count} devices cannot be reached: {names}',
  'doctor-devices': 'devices',
} as const;

/** A phrase of the catalog. */
export type Phrase = keyof typeof en;

const zh: Readonly<Record<Phrase, string>> = {
  usage: '用法：{usage}',
  'wrong-usage': '{message}',
  help: `Entente（默契）：装在自己家里的助手。

  entente start            启动中枢，并给出打开网页的链接
  entente say 一句话        对中枢说话，就像站在房间里说
  entente understand       批量理解句子，每行一个 JSON 对象；什么也不执行
  entente home import 文件|export [文件]|check 文件
  entente bench 名称        测量；不写名称则列出能测的
  entente simulate         把几个助手之间会出的岔子演上成千上万遍
  entente doctor           哪些正常、缺什么、怎么补
  entente about            版本、许可证、数据放在哪里

entente 命令 --help 看更多说明。结果给程序读时加 --json。`,
  'not-there-yet': '{command} 还没有做',
  'no-such-command': '没有 {command} 这个命令',
  'no-such-option': '这里没有 {option} 这个选项',
  'option-needs-value': '{option} 后面要写值',
  'option-takes-none': '{option} 后面不写值',
  'too-many-words': '这里不该有 {word}',
  'needs-words': '缺少{what}',
  'not-a-port': '--port 后面写 0 到 65535 的数',
  'not-a-url': '--public-url 后面写网址，例如 https://home.example',
  'no-file': '读不了 {file}',
  'no-write': '写不了 {file}',
  'not-json': '{file} 不是 JSON',
  'bad-home': '{file} 不是正确的家庭文件：',
  'good-home': '{file}：{devices} 个设备，{rooms} 个房间，没有问题',
  imported: '已换成 {file} 里的家：{devices} 个设备',
  exported: '已写入 {file}',
  starting: '正在启动……',
  working: '正在处理……',
  started: 'Entente {version} · {home} · {devices} 个设备',
  open: '用浏览器打开这个链接（十分钟内有效，只能用一次）：',
  later: '以后打开：{url}，令牌在 {file}',
  loopback: '目前只有这台机器能打开。加 --lan 可让家里的网络进来。',
  lan: '家里的网络可以进来，凭令牌或下面的链接。',
  'page-missing': '网页还没有构建：npm run build。',
  stop: '按 Ctrl+C 结束。',
  ended: '已结束',
  'port-taken': '端口 {port} 已被占用：是不是另一个中枢？用 --port 换一个；写 0 则自动选。',
  'in-use': '另一个中枢正在使用数据文件夹 {folder}。请先结束它，或用 --data 换一个文件夹。',
  'storage-key': '{message}。数据文件夹：{folder}',
  'ask-yes': '[是/否] ',
  'ask-choice': '[1-{count}] ',
  yes: '是',
  no: '否',
  'hub-gone': '中枢没有回应了',
  'no-such-room': '没有 {room} 这个房间',
  'no-such-bench': '没有 {name} 这项测量；有：{names}',
  'about-text': 'Entente {version}，Apache-2.0。Node {node}。数据：{folder}',
  'bad-line': '有 {bad} 行不是请求',
  'home-needs-end': '请先结束中枢',
  'doctor-node': 'Node',
  'doctor-node-old': 'Node {version}；需要 24 或更新：npm ci 会装好，npm run 会用它',
  'doctor-database': '数据库（libsql）',
  'doctor-database-missing': '本机模块加载不了：在这台机器上运行 npm ci',
  'doctor-folder': '数据文件夹 {folder}',
  'doctor-folder-new': '还没有；第一次启动时会建立',
  'doctor-folder-closed': '不能读写：更改所有者，或用 --data 换一个',
  'doctor-folder-open': '别人也能读：chmod 700 {folder}',
  'doctor-token-open': '别人也能读令牌：chmod 600 {folder}/token',
  'doctor-hub': '中枢',
  'doctor-hub-runs': '在 {url} 运行',
  'doctor-hub-ready': '没有运行；端口 {port} 空着',
  'doctor-hub-port': '没有运行，端口 {port} 被别的程序占用：启动时用 --port 换一个',
  'doctor-page': '网页',
  'doctor-page-missing': '没有构建：npm run build',
  'doctor-unreachable': '{count} 个设备联系不上：{names}',
  'doctor-devices': '设备',
};

/** Says a phrase in the person's language. */
export type Say = (phrase: Phrase, values?: Readonly<Record<string, string | number>>) => string;

/** The catalog of a locale: Chinese where it is Chinese, else English. */
export function wordsOf(locale: string): Say {
  const catalog = locale.startsWith('zh') ? zh : en;
  return (phrase, values = {}) => catalog[phrase].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The language that this terminal is set to, as POSIX orders the variables; English where none is. */
export function localeOf(env: NodeJS.ProcessEnv): string {
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(set) ? 'zh-CN' : 'en';
}
